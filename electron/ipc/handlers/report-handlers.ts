import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Log } from '../../log.ts'
import { createReportService } from '../../reports/report-service.ts'
import { saveBackup } from '../../reports/save-backup.ts'
import type { TillControl } from '../../till-control.ts'
import type { Clock } from '../../time/clock.ts'
import { answeredBy } from '../answered-by.ts'
import { askingRefunds } from './refund-handlers.ts'

type Dependencies = {
  readonly workerUrl: URL
  readonly clock: Clock
  readonly log: Log
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

/** Reports are computed from the journal in a worker thread: the till goes on charging meanwhile. */
export function reportsHandlers(
  control: TillControl,
  { workerUrl, clock, askWhere, log }: Dependencies,
): TillHandlers['reports'] {
  const serviceOf = () => {
    const { mode, journalFile } = control.till()
    const { currency, timeZone } = control.settings()
    return createReportService({
      workerUrl,
      clock,
      journalFile,
      mode,
      currency,
      timeZone,
      onCrash: (reference, error) => log.error({ reference, err: error }, 'report: worker died'),
    })
  }
  return {
    exceptions: () => {
      const { payments, journalProblem } = control.till()
      return payments
        ? ok({ ...payments.exceptions(), refunds: [...askingRefunds(control)] })
        : err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
    },
    day: ({ day }) => serviceOf().day(day),
    latency: (period) => serviceOf().latency(period),
    async backUp(_, caller) {
      const ask = answeredBy(caller, control, askWhere)
      const { mode, journalFile } = control.till()
      const { day } = control.paymentsState().today
      const asked = await ask(`usdtill-${mode}-journal-${day}.sqlite`)
      if (!asked.ok) return asked
      const file = asked.value
      if (file === null) return ok({ file })
      const saved = await saveBackup(journalFile, file)
      return saved.ok ? ok({ file }) : saved
    },
    async exportCsv({ day }, caller) {
      const ask = answeredBy(caller, control, askWhere)
      const asked = await ask(`usdtill-${control.till().mode}-${day}.csv`)
      if (!asked.ok) return asked
      const file = asked.value
      return file === null ? ok({ file, rows: 0 }) : serviceOf().exportCsv(day, file)
    },
  }
}
