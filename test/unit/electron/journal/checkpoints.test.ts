import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSigner, newSigningKey } from '../../../../electron/journal/checkpoint.ts'
import { createCheckpoints } from '../../../../electron/journal/checkpoints.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

let journal: Journal

beforeEach(() => {
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
  journal.append(
    { at: '2026-11-21T14:00:00.000Z', paymentId: null, kind: 'earlyReleaseSet', body: '{}' },
    () => undefined,
  )
})
afterEach(() => journal.close())

/** A journal whose rows, read once, end the test. */
function unread({ database, ...rest }: Journal): Journal {
  const prepare = (sql: string) => {
    const statement = database.prepare(sql)
    statement.get = () => {
      throw new Error(`read: ${sql}`)
    }
    return statement
  }
  return { ...rest, database: Object.assign(Object.create(database), { prepare }) }
}

const kinds = () => journal.entries().map(({ kind }) => kind)

test('a journal that nobody signs is not searched for signatures at every event', () => {
  const checkpoints = createCheckpoints(unread(journal), null, createFakeClock())
  for (const day of ['2026-11-21', '2026-11-21', '2026-11-22']) checkpoints.noted(day)
  expect(kinds()).toEqual(['earlyReleaseSet'])
})

test('a journal with a signer is signed when the day changes', () => {
  const checkpoints = createCheckpoints(journal, createSigner(newSigningKey()), createFakeClock())
  checkpoints.noted('2026-11-21')
  expect(kinds()).toEqual(['earlyReleaseSet'])
  checkpoints.noted('2026-11-22')
  expect(kinds()).toEqual(['earlyReleaseSet', 'checkpoint'])
})
