import { hasKeypad, showScreen } from '../stores/screen-store.ts'
import type { AppState, Command } from './command.ts'

/** Back to the payment or the list, from wherever. */
export const closeScreen: Command = {
  label: 'cashier:top.backToTill',
  keys: ['Escape'],
  cap: 'common:key.escape',
  // From a parked payment another command leads back.
  isAvailable: ({ screen }) => screen.kind !== 'till' && screen.kind !== 'parked',
  run: (app) => showScreen(app.stores.screen, { kind: 'till' }),
}

export const openReports: Command = {
  label: 'cashier:top.day',
  keys: ['d'],
  cap: { letter: 'D' },
  isAvailable: (state) => state.screen.kind !== 'reports',
  ownsKey: onTheTill,
  run: (app) => showScreen(app.stores.screen, { kind: 'reports', section: 'day' }),
}

export const openExceptions: Command = {
  label: 'cashier:exceptions.title',
  keys: ['n'],
  cap: { letter: 'N' },
  isAvailable: ({ screen }) => hasKeypad(screen) && screen.kind !== 'exceptions',
  run: (app) => showScreen(app.stores.screen, { kind: 'exceptions' }),
}

export const openSettings: Command = {
  label: 'cashier:top.settings',
  keys: ['s'],
  cap: { letter: 'S' },
  isAvailable: (state) => state.screen.kind !== 'settings',
  ownsKey: onTheTill,
  run: (app) => showScreen(app.stores.screen, { kind: 'settings', section: 'shop' }),
}

/** Where the owner sets their PIN. */
export const openOwnerSettings: Command = {
  ...openSettings,
  keys: [],
  cap: null,
  run: (app) => showScreen(app.stores.screen, { kind: 'settings', section: 'owner' }),
}

/** Where the owner sets up gateways, and their own rate. */
export const openGatewaySettings: Command = {
  ...openSettings,
  keys: [],
  cap: null,
  run: (app) => showScreen(app.stores.screen, { kind: 'settings', section: 'gateway' }),
}

/** The owner's screens have fields and lists of their own that letters belong to. */
function onTheTill(state: AppState): boolean {
  return hasKeypad(state.screen)
}
