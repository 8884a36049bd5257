import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import { FRESH_MS } from '../../../../shared/reconciliation/books.ts'
import { ACTION_OF, Difference, DifferenceKind } from '../../../../shared/reconciliation/difference.ts'
import { reconcile } from '../../../../shared/reconciliation/reconcile.ts'
import { CHARGE_SEEDS } from './charge-seeds.ts'
import { cleanMonth } from './clean-month.ts'
import { AS_OF, begin, booksOf, DAY, FROM, HOUR, iso, MINUTE, type Month, rowOf, saw, TO } from './month.ts'
import { RELAY_SEEDS } from './relay-seeds.ts'
import type { Seed } from './seeding.ts'

const SEEDS = [...CHARGE_SEEDS, ...RELAY_SEEDS]

// Ten months of four hundred sales are a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

/** What a list says, short enough to compare. */
const tell = ({ kind, cause, action, payment }: Difference) =>
  `${kind} ${cause} ${action} ${payment?.number ?? '-'}`

const told = (month: Month) => reconcile(booksOf(month)).map(tell)
const expected = ({ finds }: Seed, number: number | null) =>
  `${finds.kind} ${finds.cause} ${finds.action} ${number ?? '-'}`

function plainOf(month: Month, index: number) {
  const plain = month.plain[index]
  if (plain === undefined) throw new Error('the month is too short')
  return plain
}

it('a month in which everything was seen and dealt with has no difference', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      expect(told(cleanMonth(seed))).toEqual([])
    }),
    { numRuns: 10 },
  )
})

it('and is a month in which much went wrong', () => {
  const { payments, rows, callbacks } = cleanMonth(1)
  const count = (is: (payment: Payment) => boolean) => payments.filter(is).length
  const ids = new Set(rows.map(({ observation }) => observation.chargeId))
  const facts = {
    payments: payments.length,
    unpaid: count(({ status }) => status === 'expired' || status === 'cancelled'),
    abandoned: count(({ status }) => status === 'abandoned'),
    settled: count((payment) => isCharged(payment) && payment.settlement !== null),
    dealtWith: count((payment) => isCharged(payment) && payment.closed.length > 0),
    remarked: count((payment) => isCharged(payment) && payment.remarks.length > 0),
    topUps: count(({ topUpOf }) => topUpOf !== null),
    shownTwice: rows.length - ids.size,
    refused: callbacks.filter(({ verdict }) => verdict.kind === 'refused').length,
  }
  const least = {
    payments: 350,
    unpaid: 50,
    abandoned: 8,
    settled: 25,
    dealtWith: 40,
    remarked: 50,
    topUps: 8,
    shownTwice: 20,
    refused: 20,
  }
  for (const [fact, many] of Object.entries(facts)) {
    expect([fact, many >= least[fact as keyof typeof least]]).toEqual([fact, true])
  }
})

describe(`${SEEDS.length} of ${SEEDS.length} seeded differences are found, each as what it is, and nothing else`, () => {
  const months = [1, 2, 3].map(cleanMonth)

  it.each(SEEDS.map((seed, index) => [seed.name, seed, index] as const))('%s', (_name, seed, index) => {
    for (const month of months) {
      const put = seed.put(month, plainOf(month, 7 + index * 2))
      expect(told(put.month)).toEqual([expected(seed, put.number)])
    }
  })

  it('all that can stand together at once', () => {
    const together = SEEDS.filter(({ isAlone }) => !isAlone)
    expect(together.length).toBeGreaterThanOrEqual(20)
    for (const clean of months) {
      let month = clean
      const all = together.map((seed, index) => {
        const put = seed.put(month, plainOf(clean, 7 + index * 2))
        month = put.month
        return expected(seed, put.number)
      })
      expect(told(month).sort()).toEqual(all.sort())
    }
  })

  it('and there is one of every kind', () => {
    expect(new Set(SEEDS.map(({ finds }) => finds.kind))).toEqual(new Set(DifferenceKind.options))
    expect(SEEDS.every(({ finds }) => ACTION_OF[finds.cause] === finds.action)).toBe(true)
  })
})

describe('the list', () => {
  const clean = cleanMonth(4)
  const everything = SEEDS.filter(({ isAlone }) => !isAlone).reduce(
    (month, seed, index) => seed.put(month, plainOf(clean, 7 + index * 2)).month,
    clean,
  )

  it('has every line in the form that is passed on, gravest kind first', () => {
    const lines = reconcile(booksOf(everything))
    for (const line of lines) expect(Difference.safeParse(line).error).toBeUndefined()
    const ranks = lines.map(({ kind }) => DifferenceKind.options.indexOf(kind))
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  })

  it('is the same whatever order the three books come in', () => {
    const reversed = {
      ...everything,
      payments: everything.payments.toReversed(),
      rows: everything.rows.toReversed(),
      callbacks: everything.callbacks.toReversed(),
    }
    expect(reconcile(booksOf(reversed))).toEqual(reconcile(booksOf(everything)))
  })
})

describe('at the edge of a month', () => {
  const clean = cleanMonth(6)
  const inMonth = (month: Month, from: number, to: number) =>
    reconcile({ ...booksOf(month), period: { from: iso(from), to: iso(to) } }).map(tell)

  it('a payment belongs to the month in which it began here, whatever day it is at the gateway', () => {
    const edge = clean.payments.find(({ createdAt }) => createdAt === iso(FROM - 2_000))
    const rows = clean.rows.filter(({ observation }) => observation.orderId !== edge?.orderId)
    const missing = [`notListed dropped askGateway ${edge?.number}`]
    expect(inMonth({ ...clean, rows }, FROM, TO)).toEqual([])
    expect(inMonth({ ...clean, rows }, FROM - HOUR, FROM)).toEqual(missing)
  })

  it('a charge nobody knows belongs to the one in which the gateway made it', () => {
    const row = { ...rowOf(begin(7_000, FROM), { orderId: null }), createdAt: iso(FROM) }
    const month = { ...clean, rows: [...clean.rows, row] }
    expect(inMonth(month, FROM, TO)).toEqual(['madeElsewhere outsideTills nothing -'])
    expect(inMonth(month, FROM - HOUR, FROM)).toEqual([])
  })

  it('what the list was not asked for is not missing from it', () => {
    const covers = { from: iso(FROM + DAY), to: iso(TO) }
    const { listed, ...books } = booksOf({ ...clean, rows: [], callbacks: [] })
    const numbers = reconcile({ ...books, listed: { ...listed, covers } }).map(({ at }) => at ?? '')
    expect(numbers.length).toBeGreaterThan(100)
    expect(numbers.every((at) => at >= iso(FROM + DAY + FRESH_MS) && at < iso(TO - FRESH_MS))).toBe(true)
  })

  it.each([
    ['one minute', 1, 0],
    ['six minutes', 6, 1],
  ])('a finish that the gateway knows since %s', (_since, minutes, many) => {
    const seen = saw(begin(7_000, TO - HOUR), MINUTE, { status: 'confirming' })
    const row = rowOf(seen, {
      ...{ status: 'finished', vendorStatus: 'finished', received: seen.charge.asked },
      gatewayUpdatedAt: iso(AS_OF - minutes * MINUTE),
    })
    const month = { ...clean, payments: [...clean.payments, seen], rows: [...clean.rows, row] }
    expect(told(month)).toHaveLength(many)
  })
})

describe('what counts as one', () => {
  const clean = cleanMonth(5)

  it('another till is one line, with how many and how much', () => {
    const seed = SEEDS.find(({ finds }) => finds.kind === 'otherTill')
    const plain = plainOf(clean, 9)
    const [line] = seed ? reconcile(booksOf(seed.put(clean, plain).month)) : []
    expect(line).toMatchObject({ word: 'Bar', count: 2, chargeId: null, ours: null })
    expect(Number(line?.theirs)).toBeCloseTo(2 * Number(plain.received), 6)
  })

  it('callbacks that stopped are one line, with how many payments and since when', () => {
    const seed = SEEDS.find(({ finds }) => finds.cause === 'relaySilent')
    const month = seed ? seed.put(clean, plainOf(clean, 9)).month : clean
    const [line] = reconcile(booksOf(month))
    expect(line).toMatchObject({ kind: 'callbacksStopped', payment: null })
    expect(Date.parse(line?.at ?? '')).toBeGreaterThan(TO - 8 * DAY - HOUR)
    expect(Date.parse(line?.at ?? '')).toBeLessThan(TO - 7 * DAY)
    expect(line?.count).toBeGreaterThan(10)
  })

  it('a list of another key has none of ours, and each line says so', () => {
    const lines = reconcile(booksOf({ ...clean, rows: [] }))
    const began = booksOf(clean).period
    const ours = clean.payments.filter(
      ({ createdAt, status }) =>
        createdAt >= began.from && createdAt < began.to && status !== 'abandoned' && status !== 'created',
    )
    expect(lines.length).toBeGreaterThan(ours.length - 5)
    expect(new Set(lines.map(({ kind, cause }) => `${kind} ${cause}`))).toEqual(
      new Set(['notListed otherKey']),
    )
  })

  it('without a relay nothing is said about callbacks', () => {
    expect(told({ ...clean, callbacks: [] })).toEqual([])
  })

  it('payments and callbacks of another gateway are left out', () => {
    const other = plainOf(clean, 3)
    const elsewhere = {
      ...clean,
      payments: clean.payments.map((payment) =>
        payment.id === other.id
          ? { ...other, charge: { ...other.charge, gateway: 'usdt-payments', chargeId: '9' } }
          : payment,
      ),
      rows: clean.rows.filter(({ observation }) => observation.chargeId !== other.charge.chargeId),
    }
    expect(told(elsewhere)).toEqual([])
  })
})
