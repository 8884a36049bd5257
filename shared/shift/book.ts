import { formatUsdt, type MicroUsdt } from '../money/usdt.ts'
import { owedOf } from '../payment/matters.ts'
import type { Payment } from '../payment/payment.ts'
import { needsAttention } from '../payment/questions.ts'
import { refundSum } from '../payment/refunds.ts'
import { isCharged } from '../payment/transition.ts'
import { bookingOf } from './booking.ts'
import { carriedOf } from './carried.ts'
import { inOrder } from './cells.ts'
import { type BookedPayment, figuresOf, hasEnded } from './counting.ts'
import { type Figures, isNothing, plus } from './figures.ts'
import type { CarriedPayment, Cell, CellKey, Correction, Standing, Totals } from './totals.ts'

/** The report that is being written, and with it every one that was: it is told each event in the journal's order. */
export type Book = {
  /** A payment as it is after an event. */
  payment(booked: BookedPayment): void
  /** X: what there is since the last Z. Changes nothing, and may be asked for at any time. */
  totals(): Totals
  /** Z: the same, and the next report begins. Its number is the next one. */
  closeDay(): Totals
}

type Entry = { readonly booked: BookedPayment; readonly home: number | null; readonly stands: Stands }

/** Rebuilt from a whole journal, it proves every Z there is in it. */
export function createBook(): Book {
  const entries = new Map<string, Entry>()
  const open = new Map<string, BookedPayment>()
  let cells = new Map<string, Cell>()
  let corrections = new Map<string, Correction>()
  const standing = createStanding()
  let z = 1

  function correct({ payment }: BookedPayment, home: number, figures: Figures): void {
    const before = corrections.get(payment.id)
    const together = before ? plus(before.figures, figures) : figures
    const { id, number } = payment
    if (isNothing(together)) corrections.delete(id)
    else corrections.set(id, { paymentId: id, number, z: home, figures: together })
  }

  function totals(): Totals {
    return {
      cells: inOrder([...cells.values()]),
      corrections: [...corrections.values()].toSorted((a, b) => a.number - b.number),
      carried: [...open.values()].map(carriedIn).toSorted((a, b) => a.number - b.number),
      standing: standing.read(),
    }
  }

  return {
    payment(booked) {
      const { id } = booked.payment
      const entry = entries.get(id)
      const before = entry?.booked ?? null
      const { home, change } = bookingOf({ before, home: entry?.home ?? null, after: booked, z })
      const stands = standsOf(booked.payment)
      entries.set(id, { booked, home, stands })
      standing.change(entry?.stands ?? NOTHING, stands)
      if (hasEnded(booked.payment)) open.delete(id)
      else open.set(id, booked)
      if (change === null) return
      addTo(cells, keyOf(booked, change.isCorrection), change.figures)
      if (change.isCorrection && home !== null) correct(booked, home, change.figures)
    },
    totals,
    closeDay() {
      const report = totals()
      cells = new Map()
      corrections = new Map()
      z += 1
      return report
    },
  }
}

/**
 * The sums of these payments as they are now, whenever they ended: of a shift, of a day, of what a filter leaves. What is
 * still open is carried and counts for nothing.
 */
export function totalsOf(payments: Iterable<BookedPayment>): Totals {
  const cells = new Map<string, Cell>()
  const carried: CarriedPayment[] = []
  const standing = createStanding()
  for (const booked of payments) {
    standing.change(NOTHING, standsOf(booked.payment))
    if (hasEnded(booked.payment)) addTo(cells, keyOf(booked, false), figuresOf(booked))
    else carried.push(carriedIn(booked))
  }
  return {
    cells: inOrder([...cells.values()]),
    corrections: [],
    carried: carried.toSorted((a, b) => a.number - b.number),
    standing: standing.read(),
  }
}

const carriedIn = ({ payment, cashier }: BookedPayment) => carriedOf(payment, cashier)

function keyOf({ cashier, shift, gateway }: BookedPayment, isCorrection: boolean): CellKey {
  return { cashier, shift, gateway, isCorrection }
}

function addTo(cells: Map<string, Cell>, key: CellKey, figures: Figures): void {
  const name = JSON.stringify([key.cashier, key.shift, key.gateway, key.isCorrection])
  const before = cells.get(name)
  const together = before ? plus(before.figures, figures) : figures
  if (isNothing(together)) cells.delete(name)
  else cells.set(name, { ...key, figures: together })
}

/** How one payment stands, whenever it is from. */
type Stands = { readonly isException: boolean; readonly owed: MicroUsdt; readonly refunding: MicroUsdt }

const NOTHING: Stands = { isException: false, owed: 0n, refunding: 0n }

function standsOf(payment: Payment): Stands {
  if (!isCharged(payment) || !needsAttention(payment)) return { ...NOTHING, refunding: refundingOf(payment) }
  return { isException: true, owed: owedOf(payment), refunding: refundingOf(payment) }
}

function refundingOf(payment: Payment): MicroUsdt {
  return isCharged(payment) && payment.refunds.length > 0 ? refundSum(payment, 'open') : 0n
}

/** Kept by differences, since a till's life holds more payments than a report wants to walk. */
function createStanding() {
  let exceptions = 0
  let owed: MicroUsdt = 0n
  let refunding: MicroUsdt = 0n
  return {
    change(before: Stands, after: Stands): void {
      exceptions += Number(after.isException) - Number(before.isException)
      owed += after.owed - before.owed
      refunding += after.refunding - before.refunding
    },
    read: (): Standing => ({ exceptions, owed: formatUsdt(owed), refunding: formatUsdt(refunding) }),
  }
}
