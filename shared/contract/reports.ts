import { z } from 'zod'
import { Payment } from '../payment/payment.ts'
import { request } from './define.ts'
import { DayTotals } from './payments.ts'

const Day = z.strictObject({ day: z.iso.date() })

/** A business day: every payment begun on it, oldest first, and the sums. */
export const DayReport = z.strictObject({
  totals: DayTotals,
  payments: z.array(Payment),
})
export type DayReport = z.infer<typeof DayReport>

export const reports = {
  day: request(['cashier'], Day, DayReport),
  /** Asks where to save; `file` is null when the person closed the dialog. */
  exportCsv: request(['cashier'], Day, z.strictObject({ file: z.string().nullable(), rows: z.int() })),
}
