import { describe, expect, it } from 'vitest'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { transition } from '../../../../shared/payment/transition.ts'
import { reckonSale } from '../../../../shared/sale/reckon.ts'
import { createBook, totalsOf } from '../../../../shared/shift/book.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import type { BookedPayment } from '../../../../shared/shift/counting.ts'
import { COUNTING_VERSION } from '../../../../shared/shift/counting-version.ts'
import { type Figures, isNothing } from '../../../../shared/shift/figures.ts'
import { isSameReport, Totals } from '../../../../shared/shift/totals.ts'
import { ADDRESS, ASKED, anId, aPayment, at, observed } from '../../../support/builders.ts'

const AWAITING = aPayment({ status: 'awaiting' })
const PAID = observed({ status: 'finished', received: ASKED, outcome: '19.774210', outcomeCoin: 'usdttrc20' })
const SHORT = observed({ status: 'partiallyPaid', received: '10.000000' })
const EXPIRED: PaymentEvent = { kind: 'expired', at: at(1200) }

function booked(payment: Payment, ...events: readonly PaymentEvent[]): BookedPayment {
  const now = events.reduce<Payment>(transition, payment)
  return { payment: now, gateway: 'nowpayments', cashier: 'ana', shift: 1, sale: null }
}

function decided(decision: 'accepted' | 'byHand' | 'closed'): PaymentEvent {
  return { kind: 'decided', at: at(5000), decision, by: 'owner', reason: 'regular' }
}

function refund(standing: 'open' | 'sent'): PaymentEvent {
  const about = { id: 'r1', address: ADDRESS, amount: '4.968552', transactionId: null, sentAt: null }
  return { kind: 'refund', at: at(6000), refund: { ...about, standing } }
}

function line(totals: Totals): Pick<Figures, 'ended' | 'sales' | 'received'> & { goods: number } {
  const { ended, sales, received, currencies } = wholeOf(totals.cells)
  return { ended, sales, received, goods: currencies[0]?.goods ?? 0 }
}

/** A till on which that happened, Z after Z. */
function zs(...days: readonly (readonly BookedPayment[])[]): Totals[] {
  const book = createBook()
  return days.map((day) => {
    for (const one of day) book.payment(one)
    return book.closeDay()
  })
}

describe('a payment in the Z', () => {
  it('is carried while it is open, and stands in the Z in which it is paid', () => {
    const [first, second] = zs([booked(AWAITING)], [booked(AWAITING, PAID)])
    expect(first?.carried.map(({ number, status }) => [number, status])).toEqual([[118, 'awaiting']])
    expect(first?.cells).toEqual([])
    expect(second && line(second)).toEqual({ ended: 1, sales: 1, received: ASKED, goods: 1825 })
    expect([second?.carried, second?.corrections]).toEqual([[], []])
  })

  it('whose money comes after its Z is corrected there where it comes', () => {
    const [first, second] = zs([booked(AWAITING, EXPIRED)], [booked(AWAITING, EXPIRED, PAID)])
    expect(first && line(first)).toEqual({ ended: 1, sales: 0, received: '0.000000', goods: 0 })
    expect(second && line(second)).toEqual({ ended: 0, sales: 1, received: ASKED, goods: 1825 })
    expect(second?.corrections.map(({ number, z }) => [number, z])).toEqual([[118, 1]])
  })

  it('that the owner accepts a day later is sold then', () => {
    const [first, second] = zs([booked(AWAITING, SHORT)], [booked(AWAITING, SHORT, decided('accepted'))])
    expect(first && line(first)).toEqual({ ended: 1, sales: 0, received: '10.000000', goods: 0 })
    expect(first?.standing.exceptions).toBe(1)
    expect(second && line(second)).toEqual({ ended: 0, sales: 1, received: '0.000000', goods: 1825 })
    expect(second?.standing.exceptions).toBe(0)
  })

  it('that the gateway gives back after its Z takes its sale back in a later one', () => {
    const back = observed({ status: 'refunded', received: ASKED }, 90)
    const [first, second] = zs([booked(AWAITING, PAID)], [booked(AWAITING, PAID, back)])
    expect(first && line(first).goods).toBe(1825)
    expect(second && line(second)).toMatchObject({ ended: 0, sales: -1, goods: -1825 })
    const { received, net, fees, netUnknown } = wholeOf(second?.cells ?? [])
    expect([received, net, fees, netUnknown]).toEqual([`-${ASKED}`, '-19.774210', '-0.100000', '0.000000'])
    expect(second?.corrections).toMatchObject([{ number: 118, z: 1, figures: { received: `-${ASKED}` } }])
  })

  it('of which the gateway says after its Z that it failed has a net that nobody knows any more', () => {
    const failed = observed({ status: 'failed', received: ASKED }, 90)
    const [, second] = zs([booked(AWAITING, PAID)], [booked(AWAITING, PAID, failed)])
    const { received, net, fees, netUnknown } = wholeOf(second?.cells ?? [])
    expect([received, net, fees, netUnknown]).toEqual(['0.000000', '-19.774210', '-0.100000', ASKED])
  })

  it('is refunded in the Z in which the money goes, at the rate it was sold at', () => {
    const sold = [AWAITING, PAID] as const
    const [, begun, sent] = zs(
      [booked(...sold)],
      [booked(...sold, refund('open'))],
      [booked(...sold, refund('open'), refund('sent'))],
    )
    expect(begun && [begun.cells, begun.standing.refunding]).toEqual([[], '4.968552'])
    const figures = sent && wholeOf(sent.cells)
    expect([figures?.refunds, figures?.refunded, sent?.standing.refunding]).toEqual([
      1,
      '4.968552',
      '0.000000',
    ])
    // A quarter of the USDT is a quarter of 18.25.
    expect(figures?.currencies[0]).toMatchObject({ refunded: 456, goods: 0 })
  })

  it('whose goods the owner’s rule let go early is sold then, its money on its way', () => {
    const early = aPayment({ status: 'awaiting', releaseAt: 'confirmed' })
    const [first] = zs([booked(early, observed({ status: 'confirmed', received: ASKED }))])
    expect(first && line(first)).toEqual({ ended: 1, sales: 1, received: ASKED, goods: 1825 })
    expect(first?.carried).toEqual([])
  })

  it('that the chain shows is carried, whatever time ran out, until the gateway tells of it or the owner decides', () => {
    const deposit = { transactionId: 'ab', amount: ASKED, blockAt: at(590) }
    const shown: PaymentEvent = { kind: 'seenOnChain', at: at(600), ...deposit }
    const [before, told, sold] = zs(
      [booked(AWAITING, shown, EXPIRED)],
      [booked(AWAITING, shown, EXPIRED, PAID)],
      [booked({ ...AWAITING, id: 'other' }, shown, EXPIRED, decided('byHand'))],
    )
    expect(before?.carried.map(({ number, status }) => [number, status])).toEqual([[118, 'expired']])
    expect(before?.cells).toEqual([])
    expect(told && line(told)).toEqual({ ended: 1, sales: 1, received: ASKED, goods: 1825 })
    expect([told?.carried, told?.corrections]).toEqual([[], []])
    expect(sold && line(sold)).toEqual({ ended: 1, sales: 1, received: '0.000000', goods: 1825 })
    const [, again] = zs([booked(AWAITING, EXPIRED)], [booked(AWAITING, EXPIRED, shown)])
    expect(again?.carried.map(({ number }) => number)).toEqual([118])
    expect(again?.corrections).toMatchObject([{ z: 1, figures: { ended: -1 } }])
  })

  it('that the chain shows and the gateway denies is carried until somebody says that it is dealt with', () => {
    const shown: PaymentEvent = {
      kind: 'seenOnChain',
      at: at(600),
      transactionId: 'ab',
      amount: '0.010001',
      blockAt: at(590),
    }
    const denied = [shown, EXPIRED, observed({ status: 'expired', received: '0.000000' }, 9000)] as const
    const [asked, over, after] = zs(
      [booked(AWAITING, ...denied)],
      [booked(AWAITING, ...denied, decided('closed'))],
      [],
    )
    expect([asked?.carried.map(({ number }) => number), asked?.standing.exceptions]).toEqual([[118], 1])
    expect(over && line(over)).toEqual({ ended: 1, sales: 0, received: '0.000000', goods: 0 })
    expect([over?.carried, over?.standing.exceptions, over?.corrections]).toEqual([[], 0, []])
    expect([after?.carried, after?.cells]).toEqual([[], []])
  })

  it('that changes and changes back within one Z is no correction', () => {
    const book = createBook()
    book.payment(booked(AWAITING, EXPIRED))
    book.closeDay()
    book.payment(booked(AWAITING, EXPIRED, observed({ status: 'confirming', received: '0.000000' })))
    expect(book.totals().corrections.map(({ figures }) => figures.ended)).toEqual([-1])
    book.payment(booked(AWAITING, EXPIRED))
    expect([book.totals().corrections, book.totals().cells]).toEqual([[], []])
  })
})

describe('an X', () => {
  it('changes nothing', () => {
    const book = createBook()
    book.payment(booked(AWAITING, PAID))
    const x = book.totals()
    expect(book.totals()).toEqual(x)
    expect(book.closeDay()).toEqual(x)
    expect(book.totals().cells.every(({ figures }) => isNothing(figures))).toBe(true)
  })
})

describe('a stored Z', () => {
  it('is proven by its events, and by no others', () => {
    const [stored] = zs([booked(AWAITING, PAID)])
    const [other] = zs([booked(AWAITING, SHORT)])
    if (!stored || !other) throw new Error('no Z')
    expect(isSameReport(Totals.parse(JSON.parse(JSON.stringify(stored))), stored, COUNTING_VERSION)).toBe(
      true,
    )
    expect(isSameReport(stored, other, COUNTING_VERSION)).toBe(false)
    const oneMore = { ...stored, standing: { ...stored.standing, exceptions: 1 } }
    expect(isSameReport(stored, oneMore, COUNTING_VERSION)).toBe(false)
  })

  it('says the tip of what it carries, and an older one without it is proven all the same', () => {
    const tipped = reckonSale(
      { subtotal: 1825, discount: null, tip: { kind: 'amount', minor: 175 }, shares: null, note: null },
      { taxes: null, tips: { presets: [10] } },
    )
    if (!tipped.ok) throw new Error(tipped.error.code)
    const price = { minor: 2000, currency: 'EUR' as const }
    const open = aPayment({ status: 'awaiting', price, sale: tipped.value })
    const [made] = zs([booked(open), booked(aPayment({ id: anId(119), number: 119, status: 'awaiting' }))])
    if (!made) throw new Error('no Z')
    expect(made.carried.map(({ price: asked, tip }) => [asked.minor, tip])).toEqual([
      [2000, 175],
      [1825, undefined],
    ])
    const read = Totals.parse(JSON.parse(JSON.stringify(made)))
    expect(isSameReport(made, read, COUNTING_VERSION)).toBe(true)
    const older = { ...read, carried: read.carried.map(({ tip: _tip, ...payment }) => payment) }
    expect(isSameReport(made, Totals.parse(older), COUNTING_VERSION)).toBe(true)
    const other = { ...read, carried: read.carried.map((one) => ({ ...one, tip: 170 })) }
    expect(isSameReport(made, other, COUNTING_VERSION)).toBe(false)
  })
})

it('a Z of before what the gateway denies was an exception is proven without it, and no further', () => {
  const shown: PaymentEvent = {
    kind: 'seenOnChain',
    at: at(600),
    transactionId: 'ab',
    amount: ASKED,
    blockAt: at(590),
  }
  const denied = booked(AWAITING, shown, EXPIRED, observed({ status: 'expired', received: '0.000000' }, 9000))
  const short = booked(aPayment({ id: anId(119), number: 119, status: 'awaiting' }), SHORT)
  const [made] = zs([denied, short])
  if (!made) throw new Error('no Z')
  const saying = (exceptions: number) => ({ ...made, standing: { ...made.standing, exceptions } })
  const proven = (counting: number) => [3, 2, 1, 0].map((n) => isSameReport(made, saying(n), counting))
  expect(proven(2)).toEqual([false, true, true, false])
  expect(proven(3)).toEqual([false, true, false, false])
})

describe('the figures of a sale', () => {
  it('have its discount, its tip apart, and the tax of each rate', () => {
    const sale = reckonSale(
      {
        subtotal: 2000,
        discount: { kind: 'percent', basisPoints: 1000 },
        tip: { kind: 'amount', minor: 200 },
        shares: null,
        note: null,
      },
      {
        taxes: {
          mode: 'inclusive',
          rates: [{ name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }],
        },
        tips: { presets: [] },
      },
    )
    if (!sale.ok) throw new Error(sale.error.code)
    const { cells } = totalsOf([{ ...booked(AWAITING, PAID), sale: sale.value }])
    expect(wholeOf(cells).currencies).toEqual([
      {
        currency: 'EUR',
        subtotal: 2000,
        discount: 200,
        goods: 1800,
        tip: 200,
        total: 2000,
        refunded: 0,
        taxes: [{ name: 'VAT', milliPercent: 19_000, mode: 'inclusive', net: 1513, tax: 287, gross: 1800 }],
      },
    ])
  })

  it('have what the gateway kept, and know what it has not accounted for', () => {
    const told = wholeOf(totalsOf([booked(AWAITING, PAID)]).cells)
    expect([told.net, told.fees, told.netUnknown]).toEqual(['19.774210', '0.100000', '0.000000'])
    const untold = observed({ status: 'finished', received: ASKED, outcome: '60.1', outcomeCoin: 'trx' })
    const other = wholeOf(totalsOf([booked(AWAITING, untold)]).cells)
    expect([other.net, other.fees, other.netUnknown]).toEqual(['0.000000', '0.000000', ASKED])
  })

  it('have nothing that the gateway gave back by itself, of a further deposit neither', () => {
    const child = {
      status: 'refunded',
      coin: 'usdttrc20',
      received: '5.000000',
      transactionId: null,
    } as const
    const kept = { ...child, chargeId: '6', status: 'finished' } as const
    const paid = aPayment({ status: 'paid', children: [{ ...child, chargeId: '5' }, kept] })
    const back = aPayment({ status: 'refunded', received: ASKED, outcome: '19.774210', children: [kept] })
    expect(wholeOf(totalsOf([booked(paid)]).cells)).toMatchObject({ received: '24.874210' })
    expect(wholeOf(totalsOf([booked(back)]).cells)).toMatchObject({
      ...{ ended: 1, sales: 0, received: '5.000000', net: '0.000000', fees: '0.000000' },
      netUnknown: '5.000000',
    })
  })

  it('count a sale once, whatever its rest costs', () => {
    const rest = aPayment({ status: 'awaiting', number: 119, topUpOf: AWAITING.id })
    const settled: PaymentEvent = { kind: 'toppedUp', at: at(70), paymentId: rest.id }
    const { cells } = totalsOf([booked(AWAITING, SHORT, settled), booked(rest, PAID)])
    expect(wholeOf(cells)).toMatchObject({ ended: 2, sales: 1, received: '29.874210' })
    expect(wholeOf(cells).currencies[0]?.goods).toBe(1825)
  })
})
