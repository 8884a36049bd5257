import type { Day, DayRange } from '../calendar/day.ts'
import type { NamedPerson } from '../people/named.ts'
import { summedBy, wholeOf } from '../shift/cells.ts'
import { type Figures, NO_FIGURES, plus } from '../shift/figures.ts'
import type { TillRef } from './till-ref.ts'
import { byTill, dayOf, type TillZ } from './till-z.ts'

/** One till on one day; more than one Z where the day was closed twice. */
export type TillDay = { readonly till: TillRef; readonly zs: readonly number[]; readonly figures: Figures }

export type MergedDay = { readonly day: Day; readonly tills: readonly TillDay[]; readonly figures: Figures }

/**
 * The Zs of all tills of a period, added. Tills, days, cashiers and gateways are each a way of cutting the same cells, so
 * that each of them makes the whole. Cashiers are a till's own: two tills know nobody in common.
 */
export type Merged = {
  readonly whole: Figures
  readonly tills: readonly { readonly till: TillRef; readonly zs: number; readonly figures: Figures }[]
  readonly days: readonly MergedDay[]
  readonly cashiers: readonly {
    readonly till: TillRef
    readonly person: NamedPerson | null
    readonly figures: Figures
  }[]
  readonly gateways: readonly { readonly gateway: string | null; readonly figures: Figures }[]
}

export function mergedOf(all: readonly TillZ[], period: DayRange): Merged {
  const zs = all.filter((one) => dayOf(one) >= period.from && dayOf(one) <= period.to)
  const tills = byTill(zs)
  return {
    whole: figuresOf(zs),
    tills: tills.map((ofTill) => ({
      till: lastOf(ofTill).till,
      zs: ofTill.length,
      figures: figuresOf(ofTill),
    })),
    days: daysOf(zs),
    cashiers: tills.flatMap(cashiersOf),
    gateways: summedBy(zs.flatMap(cellsOf), 'gateway').map(({ of, figures }) => ({ gateway: of, figures })),
  }
}

function cellsOf({ event }: TillZ) {
  return event.totals.cells
}

function figuresOf(zs: readonly TillZ[]): Figures {
  return wholeOf(zs.flatMap(cellsOf))
}

/** As it is called now: a name that was changed is no other till. */
function lastOf(ofTill: readonly [TillZ, ...TillZ[]]): TillZ {
  return ofTill.at(-1) ?? ofTill[0]
}

function daysOf(zs: readonly TillZ[]): MergedDay[] {
  return [...Map.groupBy(zs, dayOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, ofDay]) => {
      const tills = byTill(ofDay).map((ofTill) => ({
        till: lastOf(ofTill).till,
        zs: ofTill.map(({ place }) => place.number),
        figures: figuresOf(ofTill),
      }))
      return { day, tills, figures: sumOf(tills) }
    })
}

function cashiersOf(ofTill: readonly [TillZ, ...TillZ[]]) {
  const { till } = lastOf(ofTill)
  const people = new Map(ofTill.flatMap(({ event }) => event.people.map((person) => [person.id, person])))
  return summedBy(ofTill.flatMap(cellsOf), 'cashier').map(({ of, figures }) => ({
    till,
    person: of === null ? null : (people.get(of) ?? { id: of, name: of }),
    figures,
  }))
}

function sumOf(parts: readonly { readonly figures: Figures }[]): Figures {
  return parts.reduce((sum, { figures }) => plus(sum, figures), NO_FIGURES)
}
