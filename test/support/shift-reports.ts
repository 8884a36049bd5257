import type { Report, ShiftsView, ZRow } from '../../shared/contract/shifts.ts'
import type { Figures, MoneyFigures } from '../../shared/shift/figures.ts'
import type { Cell } from '../../shared/shift/totals.ts'

// Reports as main sends them, of a shop with everything in it: two people, two gateways, taxes both ways, tips, a discount,
// a second currency, a correction, something carried.

export const ANA = { id: '11111111-1111-4111-8111-111111111111', name: 'Ana' }
export const BEN = { id: '22222222-2222-4222-8222-222222222222', name: 'Ben' }
const HASH = '9f2c4b7a1d3e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcd'

const NO_MONEY: Omit<MoneyFigures, 'currency'> = {
  subtotal: 0,
  discount: 0,
  goods: 0,
  tip: 0,
  total: 0,
  refunded: 0,
  taxes: [],
}

export function someMoney(change: Partial<MoneyFigures> = {}): MoneyFigures {
  return { ...NO_MONEY, currency: 'EUR', ...change }
}

export function someFigures(change: Partial<Figures> = {}): Figures {
  return {
    ended: 0,
    sales: 0,
    currencies: [],
    received: '0.000000',
    net: '0.000000',
    fees: '0.000000',
    netUnknown: '0.000000',
    refunds: 0,
    refunded: '0.000000',
    ...change,
  }
}

const vat = (milliPercent: number, net: number, tax: number) => ({
  name: 'VAT',
  milliPercent,
  mode: 'inclusive' as const,
  net,
  tax,
  gross: net + tax,
})

/** Five cells whose sums are in the specs: 9 sales, EUR 260.55 of goods, EUR 12.00 of tips, USD 40.00 besides. */
const CELLS: readonly Cell[] = [
  {
    ...{ cashier: ANA.id, shift: 4, gateway: 'nowpayments', isCorrection: false },
    figures: someFigures({
      ended: 5,
      sales: 4,
      currencies: [
        someMoney({
          subtotal: 13_000,
          discount: 500,
          goods: 12_500,
          tip: 700,
          total: 13_200,
          taxes: [vat(5500, 2370, 130), vat(20_000, 8333, 1667)],
        }),
      ],
      received: '143.801200',
      net: '143.082194',
      fees: '0.719006',
    }),
  },
  {
    ...{ cashier: ANA.id, shift: 4, gateway: 'paystablecoin', isCorrection: false },
    figures: someFigures({
      ended: 2,
      sales: 2,
      currencies: [
        someMoney({ subtotal: 4000, goods: 4000, total: 4000 }),
        someMoney({ currency: 'USD', subtotal: 4000, goods: 4000, total: 4000 }),
      ],
      received: '83.560000',
      netUnknown: '83.560000',
    }),
  },
  {
    ...{ cashier: BEN.id, shift: 5, gateway: 'nowpayments', isCorrection: false },
    figures: someFigures({
      ended: 3,
      sales: 3,
      currencies: [
        someMoney({
          subtotal: 9555,
          goods: 9555,
          tip: 500,
          total: 10_055,
          refunded: 1825,
          taxes: [vat(20_000, 7963, 1592)],
          refundedTaxes: [vat(20_000, 1521, 304)],
        }),
      ],
      received: '109.540000',
      net: '108.992300',
      fees: '0.547700',
      refunds: 1,
      refunded: '19.874210',
    }),
  },
  {
    ...{ cashier: BEN.id, shift: 5, gateway: null, isCorrection: false },
    figures: someFigures({ ended: 1 }),
  },
  {
    ...{ cashier: BEN.id, shift: 3, gateway: 'nowpayments', isCorrection: true },
    figures: someFigures({
      currencies: [someMoney({ subtotal: 0, goods: 0, refunded: 900, refundedTaxes: [vat(5500, 379, 21)] })],
      received: '0.000000',
      net: '9.751000',
      fees: '0.049000',
      netUnknown: '-9.800000',
      refunds: 1,
      refunded: '9.800000',
    }),
  },
]

const CORRECTED = CELLS[4]?.figures ?? someFigures()

/** The X of that till at the moment at which UI tests live. */
export function aReport(change: Partial<Report> = {}): Report {
  return {
    kind: 'x',
    number: 12,
    mode: 'live',
    shop: 'Corner Coffee',
    till: 'Till 2',
    tillNumber: 2,
    tillId: '3f9a1c2e-6a0e-4f6e-9d5c-8a4f5f6b7c02',
    timeZone: 'UTC',
    at: '2026-11-21T14:02:00.000Z',
    by: ANA,
    from: '2026-11-20T21:04:00.000Z',
    until: null,
    days: { from: '2026-11-21', to: '2026-11-21' },
    shifts: [
      {
        number: 3,
        person: BEN,
        openedAt: '2026-11-20T12:00:00.000Z',
        closedAt: '2026-11-20T21:04:00.000Z',
        note: null,
      },
      {
        number: 4,
        person: ANA,
        openedAt: '2026-11-21T07:58:00.000Z',
        closedAt: null,
        note: 'Drawer: 200.00',
      },
      {
        number: 5,
        person: BEN,
        openedAt: '2026-11-21T08:30:00.000Z',
        closedAt: '2026-11-21T13:00:00.000Z',
        note: null,
      },
    ],
    totals: {
      cells: [...CELLS],
      corrections: [
        { paymentId: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c99', number: 97, z: 11, figures: CORRECTED },
      ],
      carried: [
        {
          paymentId: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10',
          number: 118,
          price: { minor: 2000, currency: 'EUR' },
          tip: 175,
          status: 'confirmed',
          createdAt: '2026-11-21T13:58:00.000Z',
          cashier: ANA.id,
        },
      ],
      standing: { exceptions: 2, owed: '1.250000', refunding: '0.000000' },
    },
    journal: { seq: 4812, hash: HASH },
    people: [ANA, BEN],
    ...change,
  }
}

/** A day on which nobody came. */
export function anEmptyReport(change: Partial<Report> = {}): Report {
  return aReport({
    shifts: [],
    totals: {
      cells: [],
      corrections: [],
      carried: [],
      standing: { exceptions: 0, owed: '0.000000', refunding: '0.000000' },
    },
    people: [],
    by: null,
    ...change,
  })
}

export function aZRow(number: number, change: Partial<ZRow> = {}): ZRow {
  const day = `2026-11-${String(Math.max(1, number + 9)).padStart(2, '0')}`
  return {
    number,
    at: `${day}T21:04:00.000Z`,
    by: ANA,
    days: { from: day, to: day },
    sales: 9,
    taken: [{ currency: 'EUR', goods: 26_055, tip: 1200 }],
    ...change,
  }
}

export function someShifts(change: Partial<ShiftsView> = {}): ShiftsView {
  const none = { mine: null, lastMine: null, open: [], myZ: null }
  return { ...none, lastShift: 5, lastZ: 11, lastZAt: '2026-11-20T21:04:00.000Z', ...change }
}
