import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../shared/calendar/day.ts'
import { NO_FIGURES } from '../../../../shared/shift/figures.ts'
import { DayClosed } from '../../../../shared/shift/shift.ts'
import { gapsIn, onceEach, sameNumbers } from '../../../../shared/tills/gaps.ts'
import type { TillZ } from '../../../../shared/tills/till-z.ts'
import { anId } from '../../../support/builders.ts'

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }
const TODAY = '2026-12-05'

const hash = (till: number, z: number) => `${till}${String(z).padStart(4, '0')}`.padStart(64, 'a')
const placeOf = (till: number, z: number) => ({ number: z, seq: z * 100, hash: hash(till, z) })

/** Z n of a till was taken on the nth of November, whatever the month makes of it. */
function aZ(till: number, z: number, day = addDays('2026-10-31', z)): TillZ {
  const head = { number: z, attempt: anId(z), by: null, shop: 'Shop', till: `Till ${till}`, timeZone: 'UTC' }
  const from = z === 1 ? null : `${addDays(day, -1)}T20:00:00.000Z`
  const totals = {
    cells: [],
    corrections: [],
    carried: [],
    standing: { exceptions: 0, owed: '0.000000', refunding: '0.000000' },
  }
  const event = DayClosed.parse({
    kind: 'dayClosed',
    at: `${day}T20:00:00.000Z`,
    z: { ...head, from, day, days: { from: day, to: day }, shifts: [] },
    totals,
    journal: { seq: z * 100 - 1, hash: 'f0' },
    people: [],
  })
  const before = z === 1 ? null : placeOf(till, z - 1)
  return {
    till: { id: anId(till), number: till, name: `Till ${till}` },
    event,
    place: placeOf(till, z),
    before,
  }
}

const november = (till: number) => Array.from({ length: 30 }, (_, index) => aZ(till, index + 1))
const kinds = (zs: readonly TillZ[], period = NOVEMBER, today = TODAY) =>
  gapsIn(zs, period, today).map((problem) => problem.kind)

/** With goods of 10.00 that were taxed, and so much given back, counted by those rules. */
function withRefund(z: TillZ, counting: number, refunded: number, isTaxed = true): TillZ {
  const line = {
    name: 'VAT',
    milliPercent: 25_000,
    mode: 'inclusive' as const,
    net: 800,
    tax: 200,
    gross: 1000,
  }
  const sums = { subtotal: 1000, discount: 0, goods: 1000, tip: 0, total: 1000, refunded }
  const money = { currency: 'EUR' as const, ...sums, taxes: isTaxed ? [line] : [] }
  const figures = { ...NO_FIGURES, ended: 1, sales: 1, currencies: [money] }
  const cell = { cashier: null, shift: null, gateway: null, isCorrection: false, figures }
  return { ...z, event: { ...z.event, counting, totals: { ...z.event.totals, cells: [cell] } } }
}

describe('what is missing', () => {
  it('is nothing where every Z of the month is there', () => {
    expect(gapsIn([...november(1), ...november(2)], NOVEMBER, TODAY)).toEqual([])
  })

  it('is named by the first and the last number of each gap', () => {
    const zs = november(3).filter(({ place }) => ![7, 8, 9, 20].includes(place.number))
    expect(gapsIn(zs, NOVEMBER, TODAY)).toMatchObject([
      { kind: 'gap', from: 7, to: 9, till: { number: 3 } },
      { kind: 'gap', from: 20, to: 20 },
    ])
  })

  it('is the tax in refunds, up to the last Z that has some and does not say it', () => {
    const [one, two, three] = [aZ(1, 1), aZ(1, 2), aZ(1, 3)]
    const month = { from: '2026-11-01', to: '2026-11-03' }
    const of = (...zs: TillZ[]) => gapsIn(zs, month, month.to)
    expect(of(withRefund(one, 1, 500), withRefund(two, 1, 500), withRefund(three, 2, 500))).toEqual([
      { kind: 'refundTaxUntold', till: one.till, z: 2, day: '2026-11-02' },
    ])
    expect(of(withRefund(one, 1, 0), withRefund(two, 2, 500), withRefund(three, 2, 500))).toEqual([])
    // What was never taxed has no tax in its refunds, and another month has its own say.
    expect(of(withRefund(one, 1, 500, false), two, three)).toEqual([])
    const december = { from: '2026-12-01', to: '2026-12-31' }
    expect(gapsIn([withRefund(one, 1, 500), two, three], december, '2026-12-01')).toMatchObject([
      { kind: 'nothingAfter' },
    ])
  })

  it('is not named in a month that it cannot be of', () => {
    const zs = november(1).filter(({ place }) => place.number !== 7)
    expect(kinds(zs, { from: '2026-11-10', to: '2026-11-30' })).toEqual([])
    expect(kinds(zs, { from: '2026-11-08', to: '2026-11-30' })).toEqual(['gap'])
    expect(kinds(zs, { from: '2026-11-01', to: '2026-11-05' })).toEqual([])
    expect(kinds(zs, { from: '2026-11-07', to: '2026-11-07' })).toEqual(['gap'])
  })

  it('may be before the first one that there is, unless all of that was before the period', () => {
    const zs = november(1).slice(9)
    expect(gapsIn(zs, NOVEMBER, TODAY)).toMatchObject([{ kind: 'missingBefore', z: 10 }])
    expect(kinds(zs, { from: '2026-11-10', to: '2026-11-30' })).toEqual([])
    expect(kinds(zs, { from: '2026-11-09', to: '2026-11-30' })).toEqual(['missingBefore'])
    expect(kinds(zs, { from: '2026-11-02', to: '2026-11-03' })).toEqual(['missingBefore'])
  })

  it('may be after the last one: what has not been closed yet is not missing', () => {
    const zs = november(1).slice(0, 20)
    expect(gapsIn(zs, NOVEMBER, TODAY)).toMatchObject([{ kind: 'nothingAfter', z: 20, day: '2026-11-20' }])
    expect(kinds(zs, NOVEMBER, '2026-11-21')).toEqual([])
    expect(kinds(zs, NOVEMBER, '2026-11-22')).toEqual(['nothingAfter'])
    expect(kinds(zs, { from: '2026-11-01', to: '2026-11-20' })).toEqual([])
    expect(kinds(zs, { from: '2028-01-01', to: '2028-01-31' }, '2028-03-01')).toEqual([])
  })

  it('is a link of the chain where a Z does not name the one before as it is', () => {
    const zs = november(1)
    const [broken] = zs.slice(4, 5)
    if (broken === undefined) throw new Error('no Z')
    const others = zs.filter((z) => z !== broken)
    for (const before of [null, { ...placeOf(1, 4), seq: 3 }, { ...placeOf(1, 4), hash: hash(2, 4) }]) {
      expect(gapsIn([...others, { ...broken, before }], NOVEMBER, TODAY)).toMatchObject([
        { kind: 'brokenChain', z: 5, day: '2026-11-05' },
      ])
    }
  })
})

describe('two tills', () => {
  it('with one number are named', () => {
    const second = november(2).map((z) => ({ ...z, till: { ...z.till, number: 1 } }))
    expect(sameNumbers([...november(1), ...november(3)])).toEqual([])
    expect(sameNumbers([...second, ...november(1), ...november(3)])).toMatchObject([
      { kind: 'sameNumber', till: { id: anId(1) }, other: { id: anId(2) } },
    ])
  })

  it('with one journal count once', () => {
    const own = november(1).slice(0, 3)
    const again = own.map((z) => ({ ...z, till: { ...z.till, id: anId(9) } }))
    const { kept, problems } = onceEach([...own, ...again])
    expect(kept).toEqual(own)
    expect(problems).toHaveLength(3)
    expect(problems[0]).toMatchObject({ kind: 'twice', z: 1, till: { id: anId(9) }, other: { id: anId(1) } })
  })
})
