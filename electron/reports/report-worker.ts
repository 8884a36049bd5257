import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Payment } from '../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { journalError } from '../journal/database.ts'
import { toCsv } from './csv.ts'
import { dashboardFigures } from './dashboard-figures.ts'
import { dayReport } from './day-report.ts'
import { latencyRecord } from './latency-record.ts'
import type { DayCsv, ReportAnswer, ReportRequest } from './report-request.ts'
import { createReadStored } from './stored-payment.ts'

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

/** Refused whole where a row cannot be read: a sum that silently leaves a payment out would be worse than none. */
function readFrom<T>(file: string, read: (database: DatabaseSync) => T): Result<T> {
  try {
    return ok(reading(file, read))
  } catch (error) {
    return err(journalError(error))
  }
}

function ofDay(request: Extract<ReportRequest, { day: string }>): ReportAnswer {
  const payments = readFrom(request.journalFile, (database) => paymentsOf(database, request.day))
  if (!payments.ok) return payments
  const report = dayReport(payments.value, request.day, request.currency)
  if (request.want === 'report') return ok(report)
  const csv: DayCsv = { csv: toCsv(report.payments, request), rows: report.payments.length }
  return ok(csv)
}

function paymentsOf(database: DatabaseSync, day: string): readonly Payment[] {
  const read = createReadStored()
  const rows = database.prepare('SELECT body FROM payments WHERE day = ? ORDER BY number').all(day)
  return rows.map((row) => read(String(row['body'])))
}

function reading<T>(file: string, read: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
  try {
    return read(database)
  } finally {
    database.close()
  }
}
