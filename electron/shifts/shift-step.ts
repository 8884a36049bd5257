import type { ShiftEvent } from '../../shared/shift/shift.ts'
import type { JournalStep } from '../journal/journal.ts'
import type { ShiftTables } from './shift-tables.ts'

/** An event of shifts and days as the journal keeps it: under its own kind, and of no payment. */
export function shiftEntry(event: ShiftEvent): JournalStep['entry'] {
  return { at: event.at, paymentId: null, kind: event.kind, body: JSON.stringify(event) }
}

/** With its tables. */
export function shiftStep(tables: ShiftTables, event: ShiftEvent): JournalStep {
  return { entry: shiftEntry(event), project: () => tables.apply(event) }
}

/** Whether an event of the journal is one of shifts and days. */
export function isShiftKind(kind: unknown): boolean {
  return kind === 'shiftOpened' || kind === 'shiftClosed' || kind === 'dayClosed'
}
