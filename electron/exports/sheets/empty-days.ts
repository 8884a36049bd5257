import { addDays, type DayRange } from '../../../shared/calendar/day.ts'
import { type DayKey, type DayRow, emptyDay } from './days-sheet.ts'

/** Which days are asked for, and whose they are when nothing happened on them. */
export type AskedDays = { readonly range: DayRange; readonly shop: Omit<DayKey, 'day'> }

/** The rows, in the order of their days, and a row with zeros for each day between them that has none. */
export function* withEmptyDays(rows: Iterable<DayRow>, asked: AskedDays | null): Generator<DayRow> {
  if (asked === null) return yield* rows
  const { range, shop } = asked
  let next = range.from
  for (const row of [...rows].toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))) {
    for (; next < row.day && next <= range.to; next = addDays(next, 1)) yield emptyDay({ day: next, ...shop })
    if (next === row.day) next = addDays(next, 1)
    yield row
  }
  for (; next <= range.to; next = addDays(next, 1)) yield emptyDay({ day: next, ...shop })
}
