import type { Course } from './course.ts'

/**
 * What is measured of a payment, in milliseconds:
 *
 * - `create`    intent on record → charge checked and on record: what the cashier waits for before the QR, the till's
 *               own queue included
 * - `seen`      QR → deposit seen: the customer's own time is in it (telephone, scan, a second thought), and nobody can
 *               tell it from the chain's and the gateway's
 * - `confirmed` deposit seen → confirmed
 * - `finished`  deposit seen → finished ("paid")
 * - `whole`     QR → finished: the whole wait at the counter, and the one figure a gateway has that tells of no step between
 *
 * When a deposit was really made is told by nobody in time: no interval begins there.
 */
export const INTERVALS = ['create', 'seen', 'confirmed', 'finished', 'whole'] as const
export type Interval = (typeof INTERVALS)[number]

/** Null where one of its ends was not heard of when it happened. */
export type Latency = Readonly<Record<Interval, number | null>>

export function latencyOf(course: Course): Latency {
  const { intendedAt, chargedAt, seenAt, confirmedAt, finishedAt } = course
  return {
    create: between(intendedAt, chargedAt),
    seen: between(chargedAt, seenAt),
    confirmed: between(seenAt, confirmedAt),
    finished: between(seenAt, finishedAt),
    whole: between(chargedAt, finishedAt),
  }
}

/** A clock that was set back between two steps leaves no measure. */
function between(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : to - from
}
