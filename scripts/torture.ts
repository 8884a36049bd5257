// `npm run torture`: breaks things on purpose, again and again, and counts what that cost. Exit code 0 only if it cost
// nothing.
//   npm run torture                 the till, killed while it sells
//   npm run torture -- relay        the relay and a till at it, killed under load
//   npm run torture -- fuzz         what reaches the relay and the till from outside, changed at random

import { assertNever } from '../shared/assert-never.ts'

const SUBJECTS = ['till', 'relay', 'fuzz'] as const
type Subject = (typeof SUBJECTS)[number]

const [first = '', ...rest] = process.argv.slice(2)
const isNamed = !first.startsWith('-') && first !== ''
const subject = isNamed ? SUBJECTS.find((each) => each === first) : 'till'
if (subject === undefined) {
  console.error(`There is torture for ${SUBJECTS.join(', ')}, not ${first}.`)
  process.exit(2)
}
await torture(subject, isNamed ? rest : process.argv.slice(2))

async function torture(of: Subject, args: readonly string[]): Promise<void> {
  switch (of) {
    case 'till':
      return (await import('./torture-till.ts')).run(args)
    case 'relay':
      return (await import('./torture-relay.ts')).run(args)
    case 'fuzz':
      return (await import('./torture-fuzz.ts')).run(args)
    default:
      return assertNever(of)
  }
}
