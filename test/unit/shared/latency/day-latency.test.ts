import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Course } from '../../../../shared/latency/course.ts'
import { createDayLatency } from '../../../../shared/latency/day-latency.ts'

function aCourse(over: Partial<Course> = {}): Course {
  return {
    gateway: 'nowpayments',
    intendedAt: 0,
    chargedAt: 800,
    seenAt: null,
    confirmedAt: null,
    finishedAt: null,
    failed: null,
    charge: null,
    furthest: 'nothing',
    ...over,
  }
}

const rowsOf = (courses: readonly Course[]) => {
  const day = createDayLatency()
  for (const course of courses) day.add(course)
  return day.rows()
}

test('a day has a row for each gateway, with its own figures alone', () => {
  const rows = rowsOf([
    aCourse({ gateway: 'usdt-payments', chargedAt: 3_000 }),
    aCourse({ seenAt: 30_800, confirmedAt: 40_800, finishedAt: 60_800 }),
    aCourse({ chargedAt: 1_200, seenAt: 21_200 }),
  ])
  expect(rows).toEqual([
    {
      gateway: 'nowpayments',
      payments: 2,
      failed: [],
      intervals: {
        create: { count: 2, medianMs: 800, p95Ms: 1_200 },
        seen: { count: 2, medianMs: 20_000, p95Ms: 30_000 },
        confirmed: { count: 1, medianMs: 10_000, p95Ms: 10_000 },
        finished: { count: 1, medianMs: 30_000, p95Ms: 30_000 },
        whole: { count: 1, medianMs: 60_000, p95Ms: 60_000 },
      },
    },
    {
      gateway: 'usdt-payments',
      payments: 1,
      failed: [],
      intervals: {
        ...{ create: { count: 1, medianMs: 3_000, p95Ms: 3_000 }, seen: null },
        ...{ confirmed: null, finished: null, whole: null },
      },
    },
  ])
})

test('failed creates are counted by reason, the most frequent first, and make no figure better', () => {
  const failed = (reason: string) => aCourse({ chargedAt: null, failed: reason })
  const [row] = rowsOf([failed('gatewayDown'), failed('gatewayTimeout'), failed('gatewayTimeout'), aCourse()])
  expect(row).toMatchObject({
    payments: 1,
    failed: [
      { reason: 'gatewayTimeout', count: 2 },
      { reason: 'gatewayDown', count: 1 },
    ],
    intervals: { create: { count: 1 } },
  })
})

test('no payment is left out and none counts twice, in whatever order they come', () => {
  const anyCourse = fc.record({
    gateway: fc.constantFrom('nowpayments', 'usdt-payments', 'paystablecoin'),
    chargedAt: fc.option(fc.integer({ min: 0, max: 20_000 })),
    failed: fc.option(fc.constantFrom('gatewayDown', 'interrupted')),
  })
  fc.assert(
    fc.property(fc.array(anyCourse, { maxLength: 30 }), (given) => {
      const courses = given.map((over) => aCourse(over))
      const rows = rowsOf(courses)
      const charged = courses.filter(({ chargedAt }) => chargedAt !== null).length
      const failed = courses.filter((course) => course.failed !== null).length
      const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
      expect(sum(rows.map(({ payments }) => payments))).toBe(charged)
      expect(sum(rows.map(({ intervals }) => intervals.create?.count ?? 0))).toBe(charged)
      expect(sum(rows.flatMap((row) => row.failed.map(({ count }) => count)))).toBe(failed)
      expect(rowsOf(courses.toReversed())).toEqual(rows)
    }),
  )
})
