import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { transition } from '../../../../shared/payment/transition.ts'
import { reckonSale } from '../../../../shared/sale/reckon.ts'
import { createBook, totalsOf } from '../../../../shared/shift/book.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import type { BookedPayment } from '../../../../shared/shift/counting.ts'
import { COUNTING_VERSION, partsAsCounted } from '../../../../shared/shift/counting-version.ts'
import {
  type Figures,
  isNothing,
  sumOf,
  type TaxFigures,
  taxesAfterRefunds,
} from '../../../../shared/shift/figures.ts'
import { isSameReport, Totals } from '../../../../shared/shift/totals.ts'
import { ADDRESS, ASKED, aPayment, at, observed } from '../../../support/builders.ts'
import { anyCommands, anyFates, createWorld } from './shift-world.ts'

// Random tills, as in book-properties: some seconds beside other work.
vi.setConfig({ testTimeout: 60_000 })

const PAID = observed({ status: 'finished', received: ASKED, outcome: '19.774210', outcomeCoin: 'usdttrc20' })
const REVERSED = observed({ status: 'refunded', received: ASKED })

// Goods of 18.25 with 19 % in them, and no tip: 15.34 and 2.91.
const SALE = reckonSale(
  { subtotal: 1825, discount: null, tip: null, shares: null, note: null },
  {
    taxes: { mode: 'inclusive', rates: [{ name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }] },
    tips: null,
  },
)

function booked(...events: readonly PaymentEvent[]): BookedPayment {
  if (!SALE.ok) throw new Error(SALE.error.code)
  const payment = events.reduce<Payment>(transition, aPayment({ status: 'awaiting' }))
  return { payment, gateway: 'nowpayments', cashier: 'ana', shift: 1, sale: SALE.value }
}

function sent(id: string, amount: string): PaymentEvent {
  const refund = {
    id,
    amount,
    address: ADDRESS,
    transactionId: null,
    sentAt: null,
    standing: 'sent' as const,
  }
  return { kind: 'refund', at: at(6000), refund }
}

const HALF = '9.937105'

/** Net and tax of what was sold, given back, and both together, of the one rate there is. */
function taxes({ currencies }: Figures) {
  const [money] = currencies
  const line = (lines: readonly TaxFigures[] = []) => lines.map(({ net, tax }) => [net, tax])
  return {
    sold: line(money?.taxes),
    back: line(money?.refundedTaxes),
    after: line(money && taxesAfterRefunds(money)),
  }
}

function zs(...days: readonly BookedPayment[]): [Totals, ...Totals[]] {
  const book = createBook()
  const [first, ...rest] = days.map((day) => {
    book.payment(day)
    return book.closeDay()
  })
  if (!first) throw new Error('no Z')
  return [first, ...rest]
}

describe('the taxes in refunds', () => {
  it('stand beside those of the sales', () => {
    const whole = wholeOf(totalsOf([booked(PAID, sent('a', HALF))]).cells)
    expect(whole.currencies[0]?.refunded).toBe(913)
    expect(taxes(whole)).toEqual({ sold: [[1534, 291]], back: [[767, 146]], after: [[767, 145]] })
  })

  it('are not there at all where nothing was given back, nor of a sale that the gateway took back', () => {
    for (const one of [booked(PAID), booked(PAID, sent('a', HALF), REVERSED)]) {
      const [money] = wholeOf(totalsOf([one]).cells).currencies
      expect(money && 'refundedTaxes' in money).toBe(money && false)
    }
  })

  it('come into the next Z as a correction, and nothing of them twice', () => {
    const [first, second, third, fourth] = zs(
      booked(PAID),
      booked(PAID, sent('a', HALF)),
      booked(PAID, sent('a', HALF), sent('b', HALF)),
      booked(PAID, sent('a', HALF), sent('b', HALF)),
    )
    expect(taxes(wholeOf(first.cells))).toEqual({ sold: [[1534, 291]], back: [], after: [[1534, 291]] })
    expect(second?.corrections.map(({ z, figures }) => [z, taxes(figures)])).toEqual([
      [1, { sold: [], back: [[767, 146]], after: [[-767, -146]] }],
    ])
    expect(third && taxes(wholeOf(third.cells)).back).toEqual([[767, 145]])
    expect(fourth?.cells).toEqual([])
    const all = sumOf([first, second, third].map((z) => wholeOf(z?.cells ?? [])))
    expect(taxes(all)).toEqual({ sold: [[1534, 291]], back: [[1534, 291]], after: [[0, 0]] })
  })

  it('are never more than those of the sales, over any history and at every rate', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const world = createWorld(fates)
        for (const command of commands) world.run(command)
        const each = [...world.payments.values()].map((one) => wholeOf(totalsOf([one]).cells))
        for (const money of each.flatMap(({ currencies }) => currencies)) {
          const { refundedTaxes: back = [], goods } = money
          for (const { net, tax, gross } of [...back, ...taxesAfterRefunds(money)]) {
            expect(Math.min(net, tax, gross)).toBeGreaterThanOrEqual(0)
            expect(gross).toBe(net + tax)
          }
          expect(back.reduce((sum, { gross }) => sum + gross, 0)).toBeLessThanOrEqual(goods)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('a Z from before they were worked out', () => {
  const counted = (totals: Totals, counting: number): Totals => ({
    ...totals,
    cells: partsAsCounted(counting, totals.cells),
    corrections: partsAsCounted(counting, totals.corrections),
  })

  it('is proven by what it says, and by that alone', () => {
    const made = zs(booked(PAID, sent('a', HALF)))[0]
    const older = Totals.parse(JSON.parse(JSON.stringify(counted(made, 1))))
    expect(JSON.stringify(older)).not.toContain('refundedTaxes')
    expect(isSameReport(made, older, 1)).toBe(true)
    expect(isSameReport(made, older, COUNTING_VERSION)).toBe(false)
    expect(isSameReport(made, made, COUNTING_VERSION)).toBe(true)
    expect(isSameReport(made, made, 1)).toBe(false)
    const [cell] = older.cells
    if (!cell) throw new Error('no cell')
    const doctored = { ...older, cells: [{ ...cell, figures: { ...cell.figures, sales: 2 } }] }
    expect(isSameReport(made, doctored, 1)).toBe(false)
  })

  it('has no part of which only these taxes are left', () => {
    const line = { name: 'VAT', milliPercent: 19_000, mode: 'inclusive' as const, net: 1, tax: 0, gross: 1 }
    const [made] = zs(booked(PAID, sent('a', HALF)))
    const [cell] = made.cells
    const [money] = cell?.figures.currencies ?? []
    if (!cell || !money) throw new Error('no cell')
    const none = { subtotal: 0, discount: 0, goods: 0, tip: 0, total: 0, refunded: 0, taxes: [] }
    const figures = { ...sumOf([]), currencies: [{ ...money, ...none, refundedTaxes: [line] }] }
    expect(isNothing(figures)).toBe(false)
    expect(partsAsCounted(1, [{ ...cell, figures }])).toEqual([])
    expect(partsAsCounted(2, [{ ...cell, figures }])).toHaveLength(1)
  })

  it('of any history is proven by the events', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const world = createWorld(fates)
        for (const command of commands) world.run(command)
        for (const { totals } of world.zs()) {
          const older = counted(totals, 1)
          expect(isSameReport(totals, older, 1)).toBe(true)
          expect(counted(older, 1)).toEqual(older)
        }
      }),
      { numRuns: 100 },
    )
  })
})
