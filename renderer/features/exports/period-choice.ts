import { assertNever } from '../../../shared/assert-never.ts'
import type { DayRange } from '../../../shared/calendar/day.ts'
import { movedBy, type Period, rangeOf, type WeekStart } from '../../../shared/calendar/period.ts'
import type { ExportPeriod } from '../../../shared/contract/exports.ts'
import type { ExportSheet } from '../../stores/export-store.ts'
import { wrongDays } from '../period/wrong-days.ts'

export type PeriodKind = ExportPeriod['kind']

/** In their order on the screen. */
export const PERIOD_KINDS = ['day', 'week', 'month', 'custom', 'z', 'sinceZ', 'shift', 'everything'] as const

/** What somebody may export who does not see the history. */
export const KINDS_OF_TODAY: readonly PeriodKind[] = ['day', 'sinceZ', 'shift']

export type PeriodFacts = {
  /** The shop's business day. */
  readonly today: string
  readonly weekStart: WeekStart
  /** 0 before the first. */
  readonly lastZ: number
  /** 0 before the first. */
  readonly lastShift: number
}

/** The period of another kind that is nearest to this one: its days, or the last of what has numbers. */
export function asKind(kind: PeriodKind, from: ExportPeriod, facts: PeriodFacts): ExportPeriod {
  const { from: first, to } = daysOf(from, facts) ?? { from: facts.today, to: facts.today }
  const day = to < facts.today ? to : facts.today
  switch (kind) {
    case 'day':
    case 'week':
    case 'month':
      return { kind, day }
    case 'custom':
      return { kind, from: first, to: day < first ? first : day }
    case 'z':
    case 'shift':
      return { kind, number: Math.max(1, lastOf(kind, facts)) }
    case 'sinceZ':
    case 'everything':
      return { kind }
    default:
      return assertNever(kind)
  }
}

/** The business days of it; null where a number says it, or the journal. */
export function daysOf(period: ExportPeriod, { weekStart }: PeriodFacts): DayRange | null {
  return isOfDays(period) ? rangeOf(period, weekStart) : null
}

/** The next one of the same kind, or the one before; null where there is none. */
export function steppedBy(steps: 1 | -1, period: ExportPeriod, facts: PeriodFacts): ExportPeriod | null {
  if (isOfDays(period)) {
    const next = movedBy(period, steps)
    return rangeOf(next, facts.weekStart).from > facts.today ? null : next
  }
  if (period.kind !== 'z' && period.kind !== 'shift') return null
  const number = period.number + steps
  return number >= 1 && number <= lastOf(period.kind, facts) ? { ...period, number } : null
}

/** Why it cannot be exported; null when it can. */
export function wrongPeriod(
  period: ExportPeriod,
  facts: PeriodFacts,
): 'noZ' | 'noShift' | ReturnType<typeof wrongDays> {
  if (period.kind === 'z' && period.number > lastOf('z', facts)) return 'noZ'
  if (period.kind === 'shift' && period.number > lastOf('shift', facts)) return 'noShift'
  return period.kind === 'custom' ? wrongDays(period, facts.today) : null
}

const SHEETS: readonly ExportSheet[] = ['payments', 'days', 'exceptions', 'corrections']

/** The sheets that there are of it: only a Z corrects anything. */
export function sheetsIn({ kind }: ExportPeriod): readonly ExportSheet[] {
  return SHEETS.filter((sheet) => sheet !== 'corrections' || kind === 'z')
}

/** The sheet that was chosen, whatever period came after; where it has none such, the first. */
export function sheetIn(period: ExportPeriod, chosen: ExportSheet): ExportSheet {
  return sheetsIn(period).includes(chosen) ? chosen : 'payments'
}

/** The number of the newest; 0 before the first. */
export function lastOf(kind: 'z' | 'shift', { lastZ, lastShift }: PeriodFacts): number {
  return kind === 'z' ? lastZ : lastShift
}

function isOfDays(period: ExportPeriod): period is Period {
  return (
    period.kind === 'day' || period.kind === 'week' || period.kind === 'month' || period.kind === 'custom'
  )
}
