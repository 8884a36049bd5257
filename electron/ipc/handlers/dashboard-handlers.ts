import { daysBetween } from '../../../shared/calendar/day.ts'
import { rangeOf } from '../../../shared/calendar/period.ts'
import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { MOST_PICTURED_DAYS } from '../../../shared/contract/dashboard.ts'
import { err } from '../../../shared/result.ts'
import type { Log } from '../../log.ts'
import { createReportService } from '../../reports/report-service.ts'
import type { TillControl } from '../../till-control.ts'
import type { Clock } from '../../time/clock.ts'

type Dependencies = { readonly workerUrl: URL; readonly clock: Clock; readonly log: Log }

/** Reckoned from the journal in a worker thread, as every report. */
export function dashboardHandlers(
  control: TillControl,
  { workerUrl, clock, log }: Dependencies,
): TillHandlers['dashboard'] {
  const onCrash = (reference: string, error: unknown) =>
    log.error({ reference, err: error }, 'report: worker died')
  return {
    figures({ period }) {
      const { mode, journalFile } = control.till()
      const { currency, timeZone, weekStart } = control.settings()
      const range = rangeOf(period, weekStart)
      if (daysBetween(range.from, range.to) >= MOST_PICTURED_DAYS) {
        return err({ code: 'invalidInput', field: 'period' })
      }
      const source = { journalFile, mode, currency, timeZone }
      return createReportService({ workerUrl, clock, onCrash, ...source }).dashboard(range)
    },
  }
}
