import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { ZodError } from 'zod'
import type { Dashboard } from '../../shared/contract/dashboard.ts'
import type { LatencyRecord } from '../../shared/contract/latency.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { journalError } from '../journal/database.ts'
import { toCsv } from './csv.ts'
import { dashboardFigures } from './dashboard-figures.ts'
import { dayReport } from './day-report.ts'
import { latencyRecord } from './latency-record.ts'
import type { DayCsv, ReportAnswer, ReportRequest } from './report-request.ts'

/**
 * A thread of its own for one request, given as `workerData`: a long day is read and counted without holding up a
 * payment. Opens the journal read-only, answers with one message and ends.
 */
const request = workerData as ReportRequest
parentPort?.postMessage(answerTo(request) satisfies ReportAnswer)

function answerTo(request: ReportRequest): ReportAnswer {
  const { journalFile, timeZone } = request
  switch (request.want) {
    case 'latency':
      return readFrom(journalFile, (database) => latencyRecord(database, request.period))
    case 'dashboard':
      return readFrom(journalFile, (database) => dashboardFigures(database, request.range, timeZone))
    default:
      return ofDay(request)
  }
}

/** Read row by row, and refused whole where one of them cannot be read. */
function readFrom<T extends LatencyRecord | Dashboard>(
  file: string,
  read: (database: DatabaseSync) => T,
): Result<T> {
  try {
    return ok(reading(file, read))
  } catch (error) {
    const isUnreadable = error instanceof ZodError || error instanceof SyntaxError
    return err(isUnreadable ? { code: 'journalUnavailable', reason: 'damaged' } : journalError(error))
  }
}

function ofDay(request: Extract<ReportRequest, { day: string }>): ReportAnswer {
  const payments = paymentsOf(request.journalFile, request.day)
  if (!payments.ok) return payments
  const report = dayReport(payments.value, request.day, request.currency)
  if (request.want === 'report') return ok(report)
  const csv: DayCsv = { csv: toCsv(report.payments, request), rows: report.payments.length }
  return ok(csv)
}

function paymentsOf(file: string, day: string): Result<readonly Payment[]> {
  try {
    const bodies = readBodies(file, day)
    const payments = bodies.map((body) => Payment.safeParse(parseJson(body)))
    const whole = payments.flatMap((payment) => (payment.success ? [payment.data] : []))
    // A sum that silently leaves a payment out would be worse than none.
    return whole.length === bodies.length ? ok(whole) : err({ code: 'journalUnavailable', reason: 'damaged' })
  } catch (error) {
    return err(journalError(error))
  }
}

function readBodies(file: string, day: string): string[] {
  return reading(file, (database) => {
    const rows = database.prepare('SELECT body FROM payments WHERE day = ? ORDER BY number').all(day)
    return rows.map((row) => String(row['body']))
  })
}

function reading<T>(file: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
  try {
    return read(database)
  } finally {
    database.close()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses it: that is how damage is told.
    return undefined
  }
}
