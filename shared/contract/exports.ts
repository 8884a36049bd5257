import { z } from 'zod'
import { Period } from '../calendar/period.ts'
import { CurrencyCode } from '../money/currency.ts'
import { PaymentStatus } from '../payment/payment.ts'
import { DayFileFormat } from './day-files.ts'
import { push, request } from './define.ts'
import { TillState } from './till.ts'

const Numbered = { number: z.int().min(1) }

/** Of what time: days of the calendar, everything that came to its end in one Z, or everything begun in one shift. */
export const ExportPeriod = z.union([
  Period,
  z.strictObject({ kind: z.literal('z'), ...Numbered }),
  /** What has come to no Z yet. */
  z.strictObject({ kind: z.literal('sinceZ') }),
  z.strictObject({ kind: z.literal('shift'), ...Numbered }),
  z.strictObject({ kind: z.literal('everything') }),
])
export type ExportPeriod = Readonly<z.infer<typeof ExportPeriod>>

/** `sold`: paid, or settled in another way so that the goods went, whatever the gateway says of it. */
export const ExportStatus = z.union([z.literal('sold'), PaymentStatus])
export type ExportStatus = z.infer<typeof ExportStatus>

/** Which payments of it; null leaves that open. A payment without a charge is of no gateway. */
export const ExportFilters = z.strictObject({
  /** A person's id. */
  cashier: z.string().nullable(),
  gateway: z.string().nullable(),
  status: ExportStatus.nullable(),
  currency: CurrencyCode.nullable(),
})
export type ExportFilters = Readonly<z.infer<typeof ExportFilters>>

const asked = { period: ExportPeriod, filters: ExportFilters }

/** CSV holds one sheet, XLSX and JSON all of them (`corrections` is of a Z alone); PDF is a summary of one or a few pages. */
export const ExportAsked = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('csv'),
    sheet: z.enum(['payments', 'days', 'exceptions', 'corrections']),
    ...asked,
  }),
  z.strictObject({ format: z.literal('xlsx'), ...asked }),
  z.strictObject({ format: z.literal('json'), ...asked }),
  z.strictObject({ format: z.literal('pdf'), ...asked }),
])
export type ExportAsked = Readonly<z.infer<typeof ExportAsked>>

/** In payments; those that a filter leaves out are read too. */
export const ExportProgress = z.strictObject({ done: z.int().nonnegative(), total: z.int().nonnegative() })
export type ExportProgress = Readonly<z.infer<typeof ExportProgress>>

/** Files for the accountant. */
export const exportCalls = {
  /**
   * Asks where to save, and writes there while the till goes on; `file` is null when the person closed the dialog or
   * cancelled. Errors: `exportFailed`, `journalUnavailable`, `notFound` for a Z that there is not, `notNow` while another is written.
   */
  start: request(
    ['cashier'],
    ExportAsked,
    z.strictObject({ file: z.string().nullable(), payments: z.int() }),
  ),
  /** Ends what is under way, if anything is: what was there before stays. */
  cancel: request(['cashier'], z.undefined(), z.null()),
  progressed: push(['cashier'], ExportProgress),
  /** Asks for the folder that each closed day is written to from now on; nothing changes when the dialog is closed. */
  chooseFolder: request(['cashier'], z.undefined(), TillState),
  /** In which formats; in none of them: no more files. `notNow` before a folder was chosen. */
  setDayFormats: request(['cashier'], z.strictObject({ formats: z.array(DayFileFormat) }), TillState),
}
