import type { DatabaseSync } from 'node:sqlite'
import { DateTime } from 'luxon'
import type { LatencyPeriod, LatencyRecord, LatencyRow } from '../../shared/contract/latency.ts'
import { type Course, courseAfter } from '../../shared/latency/course.ts'
import { createDayLatency } from '../../shared/latency/day-latency.ts'
import { PaymentEvent } from '../../shared/payment/event.ts'

/** One payment's event, in the order of days, numbers and events: by the indices, without sorting anything. */
const EVENTS = `
  SELECT payments.day AS day, payments.number AS number, events.body AS body
  FROM payments JOIN events ON events.payment_id = payments.id
  WHERE payments.day BETWEEN ? AND ? AND events.kind IN ('intended', 'charged', 'abandoned', 'observed')
  ORDER BY payments.day, payments.number, events.seq`

/**
 * How fast each gateway was on each business day, from the journal's events. Events are read one by one and forgotten; of
 * a payment its course is held, of a day its figures, of the days before it the result alone.
 * @throws when an event cannot be read (the journal is damaged), and what SQLite throws.
 */
export function latencyRecord(database: DatabaseSync, period: LatencyPeriod): LatencyRecord {
  const rows: LatencyRow[] = []
  let day: string | undefined
  let number: number | undefined
  let course: Course | undefined
  let figures = createDayLatency()

  function paymentEnds(): void {
    if (course) figures.add(course)
    course = undefined
  }

  function dayEnds(): void {
    paymentEnds()
    const ended = day
    if (ended !== undefined) rows.unshift(...figures.rows().map((row) => ({ ...row, day: ended })))
    figures = createDayLatency()
  }

  for (const row of database.prepare(EVENTS).iterate(firstDay(period), period.until)) {
    if (row['day'] !== day) dayEnds()
    else if (row['number'] !== number) paymentEnds()
    day = String(row['day'])
    number = Number(row['number'])
    course = courseAfter(course, PaymentEvent.parse(JSON.parse(String(row['body']))))
  }
  dayEnds()
  return { period, rows }
}

function firstDay({ until, days }: LatencyPeriod): string {
  return DateTime.fromISO(until, { zone: 'utc' })
    .minus({ days: days - 1 })
    .toFormat('yyyy-MM-dd')
}
