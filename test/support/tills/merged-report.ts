import type { MergedReport, TillsView } from '../../../shared/contract/tills.ts'
import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { type Figures, NO_FIGURES, sumOf } from '../../../shared/shift/figures.ts'
import type { TillRef } from '../../../shared/tills/till-ref.ts'
import { anId } from '../builders.ts'

export const TILL_2: TillRef = { id: anId(2), number: 2, name: 'Till 2' }
export const BAR: TillRef = { id: anId(3), number: 3, name: 'Bar' }
export const TERRACE: TillRef = { id: anId(4), number: 4, name: 'Terrace' }

/** What so many sales of so much come to. */
export function someFigures(sales: number, goods: number, currency: CurrencyCode = 'EUR'): Figures {
  const tip = Math.floor(goods / 20)
  const discount = Math.floor(goods / 50)
  const tax = Math.floor(goods / 6)
  const vat = { name: 'VAT', milliPercent: 20_000, mode: 'inclusive' as const }
  const taxes = [{ ...vat, net: goods - tax, tax, gross: goods }]
  const sums = { subtotal: goods + discount, discount, goods, tip, total: goods + tip, refunded: 0, taxes }
  const [received, net, fees] = [`${sales}0.500000`, `${sales}0.000000`, '0.500000']
  return { ...NO_FIGURES, ended: sales, sales, currencies: [{ currency, ...sums }], received, net, fees }
}

export const TILLS: TillsView = {
  tills: [
    {
      till: TILL_2,
      shop: 'Corner Coffee',
      isOwn: true,
      zs: 12,
      last: { z: 12, day: '2026-11-20' },
      fingerprint: null,
    },
    {
      till: BAR,
      shop: 'Corner Coffee',
      isOwn: false,
      zs: 11,
      last: { z: 12, day: '2026-11-20' },
      fingerprint: '3f9a1c2e5b7d9081',
    },
    {
      till: TERRACE,
      shop: 'Corner Coffee',
      isOwn: false,
      zs: 2,
      last: { z: 2, day: '2026-11-19' },
      fingerprint: null,
    },
  ],
}

/** A month of the three, whose parts make the whole. */
export function aMergedReport(change: Partial<MergedReport> = {}): MergedReport {
  const [first, second] = [someFigures(8, 41_250), someFigures(3, 12_000)]
  const [bar, terrace] = [someFigures(14, 96_400), someFigures(2, 7_500, 'USD')]
  const whole = sumOf([first, second, bar, terrace])
  return {
    period: { from: '2026-11-01', to: '2026-11-30' },
    whole,
    tills: [
      { till: TILL_2, zs: 2, figures: sumOf([first, second]) },
      { till: BAR, zs: 1, figures: bar },
      { till: TERRACE, zs: 1, figures: terrace },
    ],
    days: [
      {
        day: '2026-11-19',
        figures: sumOf([first, terrace]),
        tills: [
          { till: TILL_2, zs: [11], figures: first },
          { till: TERRACE, zs: [2], figures: terrace },
        ],
      },
      {
        day: '2026-11-20',
        figures: sumOf([second, bar]),
        tills: [
          { till: TILL_2, zs: [12], figures: second },
          { till: BAR, zs: [12], figures: bar },
        ],
      },
    ],
    cashiers: [
      { till: TILL_2, person: { id: 'ana', name: 'Ana' }, figures: sumOf([first, second]) },
      { till: BAR, person: { id: 'ben', name: 'Ben' }, figures: bar },
      { till: TERRACE, person: null, figures: terrace },
    ],
    gateways: [
      { gateway: 'nowpayments', figures: sumOf([first, bar]) },
      { gateway: 'paystablecoin', figures: sumOf([second, terrace]) },
    ],
    problems: [],
    ...change,
  }
}

/** One of each kind. */
export const PROBLEMS: MergedReport['problems'] = [
  { kind: 'gap', till: BAR, from: 5, to: 7 },
  { kind: 'gap', till: BAR, from: 9, to: 9 },
  { kind: 'missingBefore', till: TERRACE, z: 2, day: '2026-11-19' },
  { kind: 'nothingAfter', till: TERRACE, z: 2, day: '2026-11-19' },
  { kind: 'refundTaxUntold', till: BAR, z: 4, day: '2026-11-04' },
  { kind: 'brokenChain', till: BAR, z: 11, day: '2026-11-19' },
  { kind: 'conflict', till: BAR, z: 12, day: '2026-11-20', bundle: 'c'.repeat(64) },
  {
    kind: 'otherKey',
    till: BAR,
    z: 13,
    day: '2026-11-20',
    bundle: 'd'.repeat(64),
    fingerprint: '9081aabbccddeeff',
  },
  { kind: 'lostSignature', till: BAR, z: 14, day: '2026-11-20', bundle: 'e'.repeat(64) },
  { kind: 'unsigned', till: TERRACE },
  { kind: 'twice', till: TERRACE, z: 1, day: '2026-11-18', other: BAR },
  { kind: 'sameNumber', till: BAR, other: { ...TERRACE, number: 3 } },
]
