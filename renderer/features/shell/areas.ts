import type { ComponentType } from 'react'
import { loadLaterTexts } from '../../i18n.ts'
import { prepared } from './prepared.tsx'

// The first screen is the keypad: the rest is fetched after it, before anyone asks for it, and so are its texts.

function area<P extends object>(load: () => Promise<ComponentType<P>>) {
  return prepared(async () => {
    const [Part] = await Promise.all([load(), loadLaterTexts()])
    return Part
  })
}

export const welcome = area(async () => (await import('../welcome/Welcome.tsx')).Welcome)
/** A till with people begins with it: its own texts are there from the start. */
export const lock = prepared(async () => (await import('../people/lock/LockScreen.tsx')).LockScreen)
export const history = area(async () => (await import('../history/HistoryView.tsx')).HistoryView)
export const exceptions = area(async () => (await import('../exceptions/ExceptionsView.tsx')).ExceptionsView)
export const refund = area(async () => (await import('../refund/RefundScreen.tsx')).RefundScreen)
/** Of one's own shift: there is none before somebody is signed in. */
export const shiftBar = area(async () => (await import('../closing/ShiftBar.tsx')).ShiftBar)
/** Of a till that has real money and no people: there is none before somebody has read it. */
export const ownerNote = area(async () => (await import('../people/OwnerNote.tsx')).OwnerNote)
export const shift = area(async () => (await import('../closing/ShiftScreen.tsx')).ShiftScreen)
/** Of a cashier, once a day. */
export const dayClose = area(
  async () => (await import('../closing/day-close/DayCloseScreen.tsx')).DayCloseScreen,
)
export const reports = area(async () => (await import('../reports/ReportsScreen.tsx')).ReportsScreen)
export const settings = area(async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen)

/** Fetches the areas one after the other. A failure shows when the area is opened, and only then matters. */
export async function prepareAreas(): Promise<void> {
  for (const area of [lock, shiftBar, history, exceptions, shift, reports, settings, refund])
    await area.prepare().catch(() => undefined)
}
