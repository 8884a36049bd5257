import type { Command } from './command.ts'
import { report } from './payment-commands.ts'

/** Nobody can do anything until somebody's PIN fits: for whoever goes away, and for whoever takes over. */
export const lockTill: Command = {
  label: 'lock:lock',
  keys: ['F4'],
  cap: { letter: 'F4' },
  // Whoever goes away is not asked where they were typing.
  worksInFields: true,
  isAvailable: ({ till }) => till.session.kind === 'signedIn',
  run: (app) => report(app, app.backend.people.lock()),
}
