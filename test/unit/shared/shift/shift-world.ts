import fc from 'fast-check'
import { addDays } from '../../../../shared/calendar/day.ts'
import type { CurrencyCode } from '../../../../shared/money/currency.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Payment, RefundStanding } from '../../../../shared/payment/payment.ts'
import { transition } from '../../../../shared/payment/transition.ts'
import type { SaleDetails } from '../../../../shared/sale/details.ts'
import { createBook } from '../../../../shared/shift/book.ts'
import type { BookedPayment } from '../../../../shared/shift/counting.ts'
import { COUNTING_VERSION } from '../../../../shared/shift/counting-version.ts'
import { DayClosed, type ShiftEvent } from '../../../../shared/shift/shift.ts'
import {
  closeDay,
  closeShift,
  NO_SHIFTS,
  openShift,
  type Shifts,
  shiftOf,
  shiftsAfter,
} from '../../../../shared/shift/shifts.ts'
import { ADDRESS, anId, at } from '../../../support/builders.ts'
import { anyHistory, anyStart } from '../payment/any-history.ts'
import { anySale } from '../sale/any-sale.ts'

/** A payment that will be begun, and everything that will happen to it, in order. */
export type Fate = {
  readonly start: Payment
  readonly events: readonly PaymentEvent[]
  readonly cashier: string | null
  readonly sale: SaleDetails | null
}

export type Command =
  /** The next thing happens to that payment; the first is that it begins. */
  | { readonly do: 'step'; readonly which: number }
  | { readonly do: 'open' | 'close'; readonly who: string }
  | { readonly do: 'z' }
  | { readonly do: 'nextDay' }

const PEOPLE = ['ana', 'ben', 'cem']

const anyRefund: fc.Arbitrary<PaymentEvent> = fc
  .record({
    id: fc.constantFrom('r1', 'r2', 'r3'),
    standing: fc.constantFrom<RefundStanding>('open', 'sent', 'sent', 'none'),
    amount: fc.constantFrom('0.333333', '5.000000', '7.125000', '19.874210'),
  })
  .map((refund) => ({
    kind: 'refund',
    at: at(4000),
    refund: { ...refund, address: ADDRESS, transactionId: null, sentAt: null },
  }))

const anyEvents = fc
  .tuple(anyHistory, fc.array(anyRefund, { maxLength: 4 }), anyHistory)
  .map(([before, refunds, after]) => [...before, ...refunds, ...after])

const anyFate: fc.Arbitrary<Fate> = fc
  .record({
    start: anyStart,
    events: anyEvents,
    cashier: fc.constantFrom(null, ...PEOPLE),
    sale: fc.option(anySale, { nil: null }),
    currency: fc.constantFrom<CurrencyCode>('EUR', 'EUR', 'EUR', 'KWD'),
    isRest: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
  })
  .map(({ currency, isRest, ...fate }) => ({
    ...fate,
    start: {
      ...fate.start,
      price: { minor: fate.sale?.total ?? 1825, currency },
      topUpOf: isRest ? anId(999) : null,
    },
  }))

export const anyFates = fc.array(anyFate, { minLength: 1, maxLength: 6 }).map((fates) =>
  fates.map((fate, index) => ({
    ...fate,
    start: { ...fate.start, id: anId(index + 1), number: index + 1 },
  })),
)

const anyPerson = fc.constantFrom(...PEOPLE)
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('step' as const), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const), who: anyPerson }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Command>({ do: 'z' }, { do: 'nextDay' }) },
)
export const anyCommands = fc.array(anyCommand, { maxLength: 120, size: 'max' })

/** One line of the journal: what a payment became, or what happened to shifts and days. */
export type Line =
  | { readonly about: 'payment'; readonly booked: BookedPayment }
  | { readonly about: 'shift'; readonly event: ShiftEvent }

/** A till: it answers commands, and writes down every line. */
export function createWorld(fates: readonly Fate[]) {
  const lines: Line[] = []
  const payments = new Map<string, BookedPayment>()
  const steps = new Map<number, number>()
  const book = createBook()
  let shifts: Shifts = NO_SHIFTS
  let day = '2026-11-21'
  let presses = 0

  function record(event: ShiftEvent): void {
    shifts = shiftsAfter(shifts, event)
    lines.push({ about: 'shift', event })
  }

  function step(which: number): void {
    const fate = fates[which]
    if (!fate) return
    const done = steps.get(which) ?? 0
    const { id } = fate.start
    const before = payments.get(id)
    const event = fate.events[done - 1]
    if (before && !event) return
    steps.set(which, done + 1)
    const payment = before && event ? transition(before.payment, event) : fate.start
    const booked = before ? { ...before, payment } : begun(fate)
    payments.set(id, booked)
    lines.push({ about: 'payment', booked })
    book.payment(booked)
  }

  function begun({ start, cashier, sale }: Fate): BookedPayment {
    const shift = cashier === null ? undefined : shiftOf(shifts, cashier)
    return { payment: start, gateway: 'nowpayments', cashier, shift: shift?.number ?? null, sale }
  }

  function z(): void {
    presses += 1
    const place = { shop: 'Shop', till: 'Till 1', tillNumber: 1, tillId: anId(1), timeZone: 'UTC' }
    const head = { ...place, attempt: anId(presses), by: named('ana'), allShifts: [] }
    const end = closeDay(shifts, { ...head, day, at: now(), since: '2026-11-20' })
    if (!end.ok) throw new Error(end.error.code)
    end.value.shifts.forEach(record)
    const totals = book.closeDay()
    const counting = COUNTING_VERSION
    const closed = { kind: 'dayClosed', at: now(), z: end.value.z, totals, people: [], counting } as const
    record(DayClosed.parse({ ...closed, journal: { seq: lines.length, hash: 'f0' } }))
  }

  function now(): string {
    return at(lines.length)
  }

  return {
    book,
    lines,
    payments,
    shifts: () => shifts,
    zs: () =>
      lines.flatMap((line) =>
        line.about === 'shift' && line.event.kind === 'dayClosed' ? [line.event] : [],
      ),
    run(command: Command): void {
      switch (command.do) {
        case 'step':
          step(command.which)
          return
        case 'open': {
          const opened = openShift(shifts, {
            person: named(command.who),
            till: 'Till 1',
            day,
            note: null,
            at: now(),
          })
          if (opened.ok) record(opened.value)
          return
        }
        case 'close': {
          const number = shiftOf(shifts, command.who)?.number ?? 0
          const closed = closeShift(shifts, { at: now(), number, by: named(command.who), note: null })
          if (closed.ok) record(closed.value)
          return
        }
        case 'z':
          z()
          return
        case 'nextDay':
          day = addDays(day, 1)
      }
    },
  }
}

export type World = ReturnType<typeof createWorld>

function named(id: string) {
  return { id, name: id.toUpperCase() }
}
