import type { TillState } from '../../shared/contract/till.ts'
import { permissionIn } from '../lib/permission.ts'
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

/** The report of one's open shift so far, or of one's last: to be looked at, printed and kept. */
export const lookAtOwnShift: Command = {
  ...openOwnShift,
  label: 'cashier:act.shiftReport',
  keys: ['v'],
  cap: { letter: 'V' },
  isAvailable: (state) => openOwnShift.isAvailable(state) && readableShift(state.till) !== null,
  run({ stores }) {
    const { till } = stores.till.getState()
    const number = till ? readableShift(till) : null
    if (number !== null) showScreen(stores.screen, { kind: 'shift', number })
  },
}

/** Where whoever may close the day alone closes it: the key that closes it there leads there from the till. */
export const openDayClose: Command = {
  label: 'cashier:act.closeDay',
  keys: ['z'],
  cap: { letter: 'Z' },
  ability: 'closeDay',
  isAvailable: ({ screen, till: { session } }) =>
    hasKeypad(screen) && permissionIn(session, 'closeDay') === 'always',
  run: ({ stores }) => showScreen(stores.screen, { kind: 'reports', section: 'close' }),
}

/** The day, where the word of somebody else closes it; whoever closes it alone has a place of their own among the reports. */
export const closeDayHere: Command = {
  label: 'cashier:act.closeDay',
  keys: ['z'],
  cap: { letter: 'Z' },
  ability: 'closeDay',
  isAvailable: ({ screen, till: { session } }) =>
    hasKeypad(screen) && screen.kind !== 'dayClose' && permissionIn(session, 'closeDay') === 'approved',
  run: ({ stores }) => showScreen(stores.screen, { kind: 'dayClose', z: null }),
}

function readableShift({ shifts: { mine, lastMine } }: TillState): number | null {
  return mine?.number ?? lastMine
}
