import type { Mode } from '../../shared/mode.ts'
import type { Result } from '../../shared/result.ts'
import { type Journal, openJournal } from '../journal/journal.ts'
import { isProjected } from '../journal/projection.ts'
import { createPaymentRepository } from '../payments/payment-repository.ts'
import { createRefundRepository } from './refund-repository.ts'

/**
 * The journal with its tables in the form of this version: those of an older one are computed anew from the events.
 * Errors: `journalUnavailable`.
 */
export function openRecords(file: string, mode: Mode): Result<Journal> {
  const opened = openJournal(file, mode)
  if (!opened.ok || isProjected(opened.value.database)) return opened
  const payments = createPaymentRepository(opened.value)
  const refunds = createRefundRepository(opened.value, payments)
  const rebuilt = refunds.rebuild()
  const all = rebuilt.ok ? payments.rebuild() : rebuilt
  if (all.ok) return opened
  opened.value.close()
  return all
}
