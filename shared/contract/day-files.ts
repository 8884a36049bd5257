import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { Day } from '../calendar/day.ts'
import { Instant } from '../payment/payment.ts'

export const DayFileFormat = z.enum(['xlsx', 'csv', 'json', 'pdf'])
export type DayFileFormat = z.infer<typeof DayFileFormat>

/** Where each closed day is written to by the till itself. **Stored** in settings; the folder is chosen in a dialog only. */
export const DayFiles = z.strictObject({ folder: z.string(), formats: z.array(DayFileFormat).min(1) })
export type DayFiles = Readonly<z.infer<typeof DayFiles>>

/** What a file is of: a Z, or a business day that ended without one. */
export const DayFileOf = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('z'), number: z.int().min(1) }),
  z.strictObject({ kind: z.literal('day'), day: Day }),
])
export type DayFileOf = Readonly<z.infer<typeof DayFileOf>>

/** How the files of the days stand: what is still owed, and why, and what was written last. */
export const DayFilesView = z.strictObject({
  missing: z.array(z.strictObject({ of: DayFileOf, error: AppError.nullable() })),
  last: z.strictObject({ of: DayFileOf, at: Instant }).nullable(),
})
export type DayFilesView = Readonly<z.infer<typeof DayFilesView>>

export const NO_DAY_FILES: DayFilesView = { missing: [], last: null }
