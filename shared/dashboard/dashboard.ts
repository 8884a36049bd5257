import { type DayRange, daysOf } from '../calendar/day.ts'
import type { Dashboard } from '../contract/dashboard.ts'
import { type Spread, spreadOf } from '../latency/spread.ts'
import { type Matter, mattersOf, openMatters } from '../payment/matters.ts'
import type { ChargedPayment, Payment } from '../payment/payment.ts'
import { countsAsSale, isPaid } from '../payment/questions.ts'
import { isCharged } from '../payment/transition.ts'
import type { NamedPerson } from '../people/named.ts'
import { createHourOf } from './hour.ts'
import { createSoldSum, type SoldSum } from './sold.ts'

/** Reckons from payments, one after the other in any order; none of them is held. */
export type DashboardTally = {
  /** A payment of a day outside of the range is left out. */
  add(payment: Payment): void
  figures(): Dashboard
}

type DayTally = { readonly sold: SoldSum; readonly waits: number[] }
type Exceptions = { count: number; open: number }

/**
 * What was sold in those days, by day, by hour of the shop's day, by cashier and by gateway; how long the customers took to pay; and
 * what somebody had to look at. A sale counts once however many payments it took, on the day it began; tips are not in it.
 * `timeZone` is for payments whose own zone this computer does not know.
 */
export function createDashboardTally(range: DayRange, timeZone: string): DashboardTally {
  const days = new Map<string, DayTally>(
    daysOf(range).map((day) => [day, { sold: createSoldSum(), waits: [] }]),
  )
  const hours = Array.from({ length: 24 }, createSoldSum)
  const cashiers = new Map<string | null, { who: NamedPerson | null; sold: SoldSum }>()
  const gateways = new Map<string, SoldSum>()
  const exceptions = new Map<Matter['kind'], Exceptions>()
  const whole = createSoldSum()
  const allWaits: number[] = []
  const hourOf = createHourOf(timeZone)

  function addSale(payment: ChargedPayment, day: DayTally): void {
    const { price, cashier } = payment
    const goods = payment.sale?.goods ?? price.minor
    // A name is the one of the last sale that was counted.
    const theirs = cashiers.get(cashier?.id ?? null) ?? { who: cashier, sold: createSoldSum() }
    theirs.who = cashier
    cashiers.set(cashier?.id ?? null, theirs)
    const gateway = gateways.get(payment.charge.gateway) ?? createSoldSum()
    gateways.set(payment.charge.gateway, gateway)
    const hour = hours[hourOf(payment.createdAt, payment.timeZone)]
    for (const sum of [whole, day.sold, hour, theirs.sold, gateway]) sum?.add(price.currency, goods)
  }

  function addExceptions(payment: ChargedPayment): void {
    const matters = mattersOf(payment)
    if (matters.length === 0) return
    const open = new Set(openMatters(payment).map(({ key }) => key))
    for (const { kind, key } of matters) {
      const so = exceptions.get(kind) ?? { count: 0, open: 0 }
      so.count += 1
      so.open += open.has(key) ? 1 : 0
      exceptions.set(kind, so)
    }
  }

  return {
    add(payment) {
      const day = days.get(payment.day)
      if (!day || !isCharged(payment)) return
      if (countsAsSale(payment)) addSale(payment, day)
      const wait = waitOf(payment)
      if (wait !== null) {
        day.waits.push(wait)
        allWaits.push(wait)
      }
      addExceptions(payment)
    },
    figures: () => ({
      range: { ...range },
      whole: { sold: whole.all(), timeToPaid: spreadOf(allWaits) },
      days: [...days].map(([day, { sold, waits }]) => ({
        day,
        sold: sold.all(),
        timeToPaid: spreadOf(waits) satisfies Spread | null,
      })),
      hours: hours.map((sold, hour) => ({ hour, sold: sold.all() })),
      cashiers: bySales([...cashiers.values()]).map(({ who, sold }) => ({ cashier: who, sold: sold.all() })),
      gateways: bySales([...gateways].map(([gateway, sold]) => ({ gateway, sold }))).map(
        ({ gateway, sold }) => ({ gateway, sold: sold.all() }),
      ),
      exceptions: [...exceptions]
        .map(([kind, { count, open }]) => ({ kind, count, open }))
        .toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    }),
  }
}

/** From the press of the key to the gateway's word that it is paid, in milliseconds; null where there was no such word. */
function waitOf(payment: ChargedPayment): number | null {
  if (!isPaid(payment) || payment.paidAt === null) return null
  return Math.max(0, Date.parse(payment.paidAt) - Date.parse(payment.createdAt))
}

/** Most sales first. */
function bySales<T extends { readonly sold: SoldSum }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => b.sold.count() - a.sold.count())
}
