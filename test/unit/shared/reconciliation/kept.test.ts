import { describe, expect, it } from 'vitest'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { openBooks } from '../../../../shared/reconciliation/books.ts'
import { isUnmatched, keptOf } from '../../../../shared/reconciliation/kept.ts'
import { LINES_KEPT, TEXT_KEPT } from '../../../../shared/reconciliation/limits.ts'
import { differencesIn } from '../../../../shared/reconciliation/reconcile.ts'
import { KeptDifference } from '../../../../shared/reconciliation/record.ts'
import { CHARGE_SEEDS } from './charge-seeds.ts'
import { cleanMonth } from './clean-month.ts'
import { begin, booksOf, DAY, FROM, HOUR, iso, type Month, rowOf } from './month.ts'
import { RELAY_SEEDS } from './relay-seeds.ts'

const SEEDS = [...CHARGE_SEEDS, ...RELAY_SEEDS]
const dayOf = (instant: string) => instant.slice(0, 10)

function keptIn(month: Month) {
  const input = booksOf(month)
  const books = openBooks(input)
  const lines = differencesIn(books)
  const last = new Date(Date.parse(input.period.to) - 1).toISOString()
  const days = { from: dayOf(input.period.from), to: dayOf(last) }
  return { found: lines, days, ...keptOf(books, lines, { days, dayOf }) }
}

function plainOf(month: Month, index: number) {
  const plain = month.plain[index]
  if (plain === undefined) throw new Error('the month is too short')
  return plain
}

/** A month with all that can stand together. */
function everything(): Month {
  const clean = cleanMonth(4)
  return SEEDS.filter(({ isAlone }) => !isAlone).reduce(
    (month, seed, index) => seed.put(month, plainOf(clean, 7 + index * 2)).month,
    clean,
  )
}

describe('what is kept of a month in which much went wrong', () => {
  const month = everything()
  const { found, keys, ...kept } = keptIn(month)

  it('is each difference in which till and gateway do not say the same, and no other', () => {
    const unmatched = found.filter(isUnmatched)
    const kinds = (all: readonly { readonly kind: string }[]) => all.map(({ kind }) => kind).sort()
    expect(kinds(kept.lines)).toEqual(kinds(unmatched))
    expect(new Set(kinds(kept.lines)).size).toBeGreaterThanOrEqual(20)
    expect(kept.isCut).toBe(false)
  })

  it('has the form that is stored, and a key of its own each', () => {
    for (const line of kept.lines) expect(KeptDifference.safeParse(line).error).toBeUndefined()
    expect(new Set(kept.lines.map(({ key }) => key)).size).toBe(kept.lines.length)
    expect(new Set(keys.values())).toEqual(new Set(kept.lines.map(({ key }) => key)))
  })

  it('is found by the same keys when it is compared again', () => {
    const again = { ...month, rows: month.rows.toReversed(), payments: month.payments.toReversed() }
    expect(keptIn(again).lines).toEqual(kept.lines)
  })

  it('belongs to the day on which its payment began, where the till knows one', () => {
    const payments = new Map<string, Payment>(month.payments.map((payment) => [payment.id, payment]))
    const called = kept.lines.find(({ kind }) => kind === 'calledFinished')
    const began = payments.get(called?.payment?.id ?? '')?.createdAt
    expect(called?.day).toBe(dayOf(began ?? ''))
    expect(kept.lines.every(({ day }) => day >= kept.days.from && day <= kept.days.to)).toBe(true)
  })
})

describe('charges that no till made', () => {
  const clean = cleanMonth(5)
  const strange = (at: number, chargeId: string) => ({
    ...rowOf(begin(7_000, at), { orderId: 'WEB-1', chargeId, received: '10.000000' }),
    createdAt: iso(at),
  })

  it('are a line each day, however many there are', () => {
    const rows = [strange(FROM + HOUR, '71'), strange(FROM + 2 * HOUR, '72'), strange(FROM + DAY, '73')]
    const { lines } = keptIn({ ...clean, rows: [...clean.rows, ...rows] })
    expect(lines).toMatchObject([
      { kind: 'madeElsewhere', day: dayOf(iso(FROM)), count: 2, theirs: '20.000000', chargeId: null },
      { kind: 'madeElsewhere', day: dayOf(iso(FROM + DAY)), count: 1, theirs: '10.000000', chargeId: '73' },
    ])
  })

  it('are found by the same key when another comes that day', () => {
    const key = (...rows: ReturnType<typeof strange>[]) =>
      keptIn({ ...clean, rows: [...clean.rows, ...rows] }).lines.map((line) => line.key)
    const first = strange(FROM + HOUR, '71')
    expect(key(first)).toEqual(key(first, strange(FROM + 2 * HOUR, '72')))
  })
})

describe('its size is bounded', () => {
  const clean = cleanMonth(5)

  it('in lines: the gravest are kept, and that there were more', () => {
    const rows = Array.from({ length: LINES_KEPT + 1 }, (_, index) => ({
      ...rowOf(begin(7_000 + index, FROM + HOUR), { chargeId: `9${index}` }),
      createdAt: iso(FROM + HOUR),
    }))
    const { lines, isCut } = keptIn({ ...clean, rows: [...clean.rows, ...rows] })
    expect(lines).toHaveLength(LINES_KEPT)
    expect(isCut).toBe(true)
  })

  it('in the gateway’s own text', () => {
    const orderId = 'x'.repeat(5_000)
    const row = { ...rowOf(begin(7_000, FROM + HOUR), { orderId }), createdAt: iso(FROM + HOUR) }
    const { lines } = keptIn({ ...clean, rows: [...clean.rows, row] })
    expect(lines.map((line) => line.orderId?.length)).toEqual([TEXT_KEPT])
  })
})
