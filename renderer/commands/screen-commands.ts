import { REPORTS_ABILITIES, SETTINGS_ABILITIES, sectionsIn } from '../lib/permission.ts'
import { hasKeypad, type SettingsSection, showScreen } from '../stores/screen-store.ts'
import { type App, type AppState, type Command, readAppState } from './command.ts'

/** One step: from what was opened inside a screen back to where it stood. */
export const stepUp: Command = {
  label: 'common:back',
  keys: ['Escape'],
  cap: 'common:key.escape',
  isAvailable: ({ wayUp }) => wayUp !== null,
  run: (app) => app.stores.screen.getState().wayUp?.(),
}

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
  isAvailable: ({ screen, till }) =>
    screen.kind !== 'reports' && sectionsIn(REPORTS_ABILITIES, till.session).length > 0,
  ownsKey: onTheTill,
  run: (app) => {
    const session = readAppState(app.stores)?.till.session
    const [section] = session ? sectionsIn(REPORTS_ABILITIES, session) : []
    if (section !== undefined) showScreen(app.stores.screen, { kind: 'reports', section })
  },
}

export const openExceptions: Command = {
  label: 'cashier:exceptions.title',
  keys: ['n'],
  cap: { letter: 'N' },
  ability: 'seeTill',
  isAvailable: ({ screen }) => hasKeypad(screen) && screen.kind !== 'exceptions',
  run: (app) => showScreen(app.stores.screen, { kind: 'exceptions' }),
}

export const openSettings: Command = {
  label: 'cashier:top.settings',
  keys: ['s'],
  cap: { letter: 'S' },
  isAvailable: (state) => state.screen.kind !== 'settings',
  ownsKey: onTheTill,
  run: (app) => openSection(app, 'shop'),
}

/** Where the owner sets their PIN. */
export const openOwnerSettings: Command = {
  ...openSettings,
  keys: [],
  cap: null,
  ability: SETTINGS_ABILITIES.owner,
  run: (app) => openSection(app, 'owner'),
}

/** Where people are added. */
export const openPeopleSettings: Command = {
  ...openSettings,
  keys: [],
  cap: null,
  ability: SETTINGS_ABILITIES.people,
  run: (app) => openSection(app, 'people'),
}

/** Where the owner sets up gateways, and their own rate. */
export const openGatewaySettings: Command = {
  ...openSettings,
  keys: [],
  cap: null,
  ability: SETTINGS_ABILITIES.gateway,
  run: (app) => openSection(app, 'gateway'),
}

function openSection({ stores }: App, section: SettingsSection): void {
  showScreen(stores.screen, { kind: 'settings', section })
}

/** The owner's screens have fields and lists of their own that letters belong to. */
function onTheTill(state: AppState): boolean {
  return hasKeypad(state.screen)
}
