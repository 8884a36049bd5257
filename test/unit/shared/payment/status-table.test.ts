import { describe, expect, test } from 'vitest'
import { ObservedStatus, PaymentStatus } from '../../../../shared/payment/payment.ts'
import { nextStatuses, transition } from '../../../../shared/payment/transition.ts'
import { aPayment, at, observed } from '../../../support/builders.ts'

/** A column per observed status, in this order; `.` is: stays. Only what the status argues for, all else fitting. */
const OBSERVED = ObservedStatus.options
const LONG_AFTER = 40 * 60

const TABLE: readonly [row: string, seconds: number, cells: string][] = [
  // waiting confirming confirmed sending partiallyPaid finished failed refunded expired unknown
  ['created', 60, '. . . . . . . . . .'],
  ['abandoned', 60, '. . . . . . . . . .'],
  ['awaiting', 60, '. seen confirmed sending short paid failed refunded expired .'],
  ['awaiting', LONG_AFTER, '. seen confirmed sending short paid failed refunded expired .'],
  ['seen', 60, '. . confirmed sending short paid failed refunded . .'],
  ['confirmed', 60, '. . . sending short paid failed refunded . .'],
  ['sending', 60, '. . . . short paid failed refunded . .'],
  ['short', 60, '. . . . . paid . refunded . .'],
  ['paid', 60, '. . . . . . . refunded . .'],
  ['expired', 20 * 60 + 30, '. seen confirmed sending short paid failed refunded . .'],
  ['expired', LONG_AFTER, '. . . . . . failed refunded . .'],
  ['cancelled', 60, '. . . . . . failed refunded . .'],
  ['failed', 60, '. . . . . . . refunded . .'],
  ['refunded', 60, '. . . . . . . . . .'],
]

const cases = TABLE.flatMap(([row, seconds, cells]) =>
  cells.split(' ').map((cell, column) => ({
    from: PaymentStatus.parse(row),
    seconds,
    saw: ObservedStatus.parse(OBSERVED[column]),
    to: PaymentStatus.parse(cell === '.' ? row : cell),
  })),
)

describe('every status × every observed status', () => {
  test('the table has a cell for each', () => {
    expect(new Set(TABLE.map(([row]) => row))).toEqual(new Set(PaymentStatus.options))
    expect(cases).toHaveLength(TABLE.length * OBSERVED.length)
  })

  test.each(cases)('$from, seeing $saw after $seconds s, is then $to', ({ from, seconds, saw, to }) => {
    const before = aPayment({ status: from })
    const after = transition(before, observed({ status: saw }, seconds))
    expect(after.status).toBe(to)
  })

  test.each(cases.filter(({ from, to }) => from !== to))(
    '$from → $to (seeing $saw) is in the table of legal moves',
    ({ from, to }) => {
      expect(nextStatuses[from]).toContain(to)
    },
  )
})

describe('the table of legal moves', () => {
  test('names every status once, and only statuses', () => {
    expect(Object.keys(nextStatuses).toSorted()).toEqual(PaymentStatus.options.toSorted())
    for (const targets of Object.values(nextStatuses)) {
      expect(targets.every((target) => PaymentStatus.safeParse(target).success)).toBe(true)
      expect(new Set(targets).size).toBe(targets.length)
    }
  })

  test('reaches every status from created', () => {
    const reached = new Set<PaymentStatus>(['created'])
    // A Set also visits what is added while it is walked.
    for (const status of reached) for (const target of nextStatuses[status]) reached.add(target)
    expect(reached.size).toBe(PaymentStatus.options.length)
  })

  test('has no way out of refunded and abandoned, and none but a refund out of paid', () => {
    expect(nextStatuses.refunded).toEqual([])
    expect(nextStatuses.abandoned).toEqual([])
    expect(nextStatuses.paid).toEqual(['refunded'])
  })

  test('has no cycle: nothing is left and entered again', () => {
    const ahead = (status: PaymentStatus, path: readonly PaymentStatus[]): boolean =>
      !path.includes(status) && nextStatuses[status].every((target) => ahead(target, [...path, status]))
    expect(PaymentStatus.options.every((status) => ahead(status, []))).toBe(true)
  })

  test('leads nowhere back to created or awaiting', () => {
    const targets = Object.entries(nextStatuses).filter(([from]) => from !== 'created')
    for (const [, next] of targets) {
      expect(next).not.toContain('created')
      expect(next).not.toContain('awaiting')
    }
  })
})

describe('the till’s own events', () => {
  test.each(PaymentStatus.options)('its time running out ends %s only if it is awaiting', (status) => {
    const before = aPayment({ status })
    const after = transition(before, { kind: 'expired', at: at(1200) })
    expect(after.status).toBe(status === 'awaiting' ? 'expired' : status)
    if (status !== 'awaiting') expect(after).toBe(before)
  })

  test.each(PaymentStatus.options)('cancelling ends %s only while nothing was seen', (status) => {
    const before = aPayment({ status })
    const after = transition(before, { kind: 'cancelled', at: at(30) })
    const ends: Partial<Record<PaymentStatus, PaymentStatus>> = {
      created: 'abandoned',
      awaiting: 'cancelled',
      expired: 'cancelled',
    }
    expect(after.status).toBe(ends[status] ?? status)
    if (!ends[status]) expect(after).toBe(before)
  })

  test.each(PaymentStatus.options)('a lost reply ends %s only if it is created', (status) => {
    const before = aPayment({ status })
    const lost = { kind: 'abandoned', at: at(9), reason: 'gatewayTimeout', maybe: true, raw: null } as const
    const after = transition(before, lost)
    expect(after.status).toBe(status === 'created' ? 'abandoned' : status)
    if (status !== 'created') expect(after).toBe(before)
  })

  test.each(PaymentStatus.options)('an unreadable answer changes nothing of %s', (status) => {
    const before = aPayment({ status })
    expect(transition(before, { kind: 'unreadable', at: at(9), detail: 'html', raw: '<html>' })).toBe(before)
  })
})
