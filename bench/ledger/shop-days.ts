// The people of the bench's shop, their shifts, and the Z of each evening: events of no payment, as the till records them.

import type { DatabaseSync } from 'node:sqlite'
import type { JournalStep } from '../../electron/journal/journal.ts'
import { createBookTables } from '../../electron/shifts/book-tables.ts'
import { planDayEnd } from '../../electron/shifts/day-end.ts'
import { shiftStep } from '../../electron/shifts/shift-step.ts'
import { createShiftTables } from '../../electron/shifts/shift-tables.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import { openShift } from '../../shared/shift/shifts.ts'
import type { Seller } from './stories.ts'

const TILL = 'Till 1'

export const CASHIERS = ['Ana', 'Ben', 'Carla', 'Dimitri', 'Elif'].map(
  (name, index): NamedPerson => ({ id: `00000000-0000-4000-8000-00000000000${index + 1}`, name }),
)
/** So many of them are at the till on one day, in turns. */
const AT_WORK = 2

export type ShopDays = {
  /** Whoever is at work opens their shift; each is given as what the payments they charge say of them. */
  begin(day: string, at: string): readonly Seller[]
  /** All shifts end, and the Z is taken. The sums of its payments have to be in the tables. */
  end(day: string, at: string): void
}

/** `record` appends an event to the journal and does with it what the till does. */
export function createShopDays(database: DatabaseSync, record: (step: JournalStep) => void): ShopDays {
  const tables = createShiftTables(database)
  const book = createBookTables(database)
  let since: string | null = null

  return {
    begin(day, at) {
      since ??= day
      const { lastZ } = tables.state()
      return Array.from({ length: AT_WORK }, (_, place): Seller => {
        const cashier = CASHIERS[(lastZ + place) % CASHIERS.length] ?? null
        if (cashier === null) throw new Error('a shop without people')
        const opened = openShift(tables.state(), { at, person: cashier, till: TILL, day, note: null })
        if (!opened.ok) throw new Error(opened.error.code)
        record(shiftStep(tables, opened.value))
        return { cashier, shift: opened.value.shift.number }
      })
    },
    end(day, at) {
      const closing = {
        ...{ at, day, since: since ?? day, attempt: `Z of ${day}`, by: CASHIERS[0] ?? null },
        ...{ shop: 'Corner Coffee', till: TILL, tillNumber: 1, tillId: null, timeZone: 'Europe/Madrid' },
      }
      const planned = planDayEnd(closing, { database, tables, book, peopleIn: () => [...CASHIERS] })
      if (!planned.ok) throw new Error(planned.error.code)
      for (const step of planned.value.steps) record(step)
    },
  }
}
