import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { DayRange } from '../../shared/calendar/day.ts'
import type { Dashboard } from '../../shared/contract/dashboard.ts'
import type { LatencyPeriod, LatencyRecord } from '../../shared/contract/latency.ts'
import type { DayReport } from '../../shared/contract/reports.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import type {
  ReportAnswer,
  ReportQuestion,
  ReportRequest,
  ReportSource,
  ReportValues,
} from './report-request.ts'
import { type Disk, realDisk, writeFileWhole } from './write-file.ts'

export type ReportService = {
  /** Errors: `journalUnavailable`, `internal` when the worker died or had to be ended, `notNow` after `close`. */
  day(day: string): Promise<Result<DayReport>>
  /** How fast the gateways were. Errors: those of `day`. */
  latency(period: LatencyPeriod): Promise<Result<LatencyRecord>>
  /** What was sold in those days, in pictures. Errors: those of `day`. */
  dashboard(range: DayRange): Promise<Result<Dashboard>>
  /** Writes the day to `file`, whole or not at all. Errors: those of `day`, and `exportFailed`. */
  exportCsv(day: string, file: string): Promise<Result<{ file: string; rows: number }>>
  /** Ends the workers under way: what was asked and not answered is `notNow`. */
  close(): Promise<void>
}

type Dependencies = ReportSource & {
  /** The built (or, in tests, the TypeScript) `report-worker`. */
  readonly workerUrl: URL
  readonly clock: Clock
  /** A worker that died is a bug: for the log, under the reference the windows are given. */
  readonly onCrash?: (reference: string, error: unknown) => void
  readonly disk?: Disk
}

/** A day of thousands of payments takes a second or two; what takes longer than this does not end. */
const LIMIT_MS = 60_000

/** Reports and exports, each computed in a worker thread that ends with its answer: nothing is left to close. */
export function createReportService(dependencies: Dependencies): ReportService {
  const { workerUrl, onCrash, disk = realDisk, clock } = dependencies
  const { journalFile, mode, currency, timeZone } = dependencies
  const running = new Set<Worker>()
  let closed = false

  function crashed(error: unknown): Result<never> {
    const reference = randomUUID().slice(0, 8)
    onCrash?.(reference, error)
    return err({ code: 'internal', reference })
  }

  function ask<Q extends ReportQuestion>(question: Q): Promise<Result<ReportValues[Q['want']]>> {
    if (closed) return Promise.resolve(err({ code: 'notNow' }))
    const request: ReportRequest = { journalFile, mode, currency, timeZone, ...question }
    const worker = new Worker(workerUrl, { workerData: request })
    running.add(worker)
    return new Promise((resolve) => {
      let answer: ReportAnswer | undefined
      let failure: unknown
      const cancelLimit = clock.after(LIMIT_MS, () => {
        failure = `no answer within ${LIMIT_MS} ms`
        void worker.terminate()
      })
      worker.once('message', (message: ReportAnswer) => {
        answer = message
      })
      worker.once('error', (error) => {
        failure = error
      })
      worker.once('exit', (code) => {
        running.delete(worker)
        cancelLimit()
        const settled = answer ?? (closed ? err({ code: 'notNow' }) : crashed(failure ?? `exit code ${code}`))
        // The worker answers a request of this kind with a value of this kind.
        resolve(settled as Result<ReportValues[Q['want']]>)
      })
    })
  }

  return {
    day: (day) => ask({ want: 'report', day }),
    latency: (period) => ask({ want: 'latency', period }),
    dashboard: (range) => ask({ want: 'dashboard', range }),
    async exportCsv(day, file) {
      const made = await ask({ want: 'csv', day })
      if (!made.ok) return made
      const written = await writeFileWhole(file, made.value.csv, disk)
      return written.ok ? ok({ file, rows: made.value.rows }) : written
    },
    async close() {
      closed = true
      await Promise.all([...running].map((worker) => worker.terminate()))
    },
  }
}
