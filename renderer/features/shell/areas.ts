import { prepared } from './prepared.tsx'

// The first screen is the keypad: the rest is fetched after it, before anyone asks for it.
export const welcome = prepared(async () => (await import('../welcome/Welcome.tsx')).Welcome)
export const history = prepared(async () => (await import('../history/HistoryView.tsx')).HistoryView)
export const exceptions = prepared(
  async () => (await import('../exceptions/ExceptionsView.tsx')).ExceptionsView,
)
export const day = prepared(async () => (await import('../day/DayScreen.tsx')).DayScreen)
export const settings = prepared(async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen)

/** Fetches the areas one after the other. A failure shows when the area is opened, and only then matters. */
export async function prepareAreas(): Promise<void> {
  for (const area of [history, exceptions, day, settings]) await area.prepare().catch(() => undefined)
}
