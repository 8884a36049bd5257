import { z } from 'zod'
import { UsdtText } from '../money/usdt.ts'
import { Payment } from '../payment/payment.ts'
import { request } from './define.ts'
import { LatencyPeriod, LatencyRecord } from './latency.ts'
import { DayTotals } from './payments.ts'
import { RefundView } from './refunds.ts'

const Day = z.strictObject({ day: z.iso.date() })

/** A business day: every payment begun on it, oldest first, and the sums. */
export const DayReport = z.strictObject({
  totals: DayTotals,
  payments: z.array(Payment),
})
export type DayReport = z.infer<typeof DayReport>

/** What a person still has to deal with, of any day, newest first. `owed` is what is owed to that customer. */
export const ExceptionRow = z.strictObject({ payment: Payment, owed: UsdtText })
export type ExceptionRow = z.infer<typeof ExceptionRow>

export const reports = {
  exceptions: request(
    ['cashier'],
    z.undefined(),
    z.strictObject({
      rows: z.array(ExceptionRow),
      owedUsdt: UsdtText,
      /** Refunds that go no further without somebody, newest first. */
      refunds: z.array(RefundView),
    }),
  ),
  day: request(['cashier'], Day, DayReport),
  latency: request(['cashier'], LatencyPeriod, LatencyRecord),
  /** Copies the journal while the till goes on, to where the person says; null when they closed the dialog. */
  backUp: request(['cashier'], z.undefined(), z.strictObject({ file: z.string().nullable() })),
  /** Asks where to save; `file` is null when the person closed the dialog. */
  exportCsv: request(['cashier'], Day, z.strictObject({ file: z.string().nullable(), rows: z.int() })),
}
