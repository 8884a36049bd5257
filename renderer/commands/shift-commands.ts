import { hasKeypad, showScreen } from '../stores/screen-store.ts'
import type { Command } from './command.ts'

/** One's own shift: to open it, or to close it. There is none at a till without people. */
export const openOwnShift: Command = {
  label: 'cashier:act.shift',
  keys: ['F10'],
  cap: { letter: 'F10' },
  ability: 'ownShift',
  isAvailable: ({ screen, till }) =>
    hasKeypad(screen) && screen.kind !== 'shift' && till.session.kind === 'signedIn',
  run: (app) => showScreen(app.stores.screen, { kind: 'shift', number: null }),
}
