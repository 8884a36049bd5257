import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { byWhom } from '../../../shared/people/caller.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { RefundService } from '../../refunds/refund-service.ts'
import type { TillControl } from '../../till-control.ts'

/** Refunds, as long as there is a journal to record them in. */
export function refundsHandlers(control: TillControl): TillHandlers['refunds'] {
  function withRefunds<T>(run: (refunds: RefundService) => T): T | Result<never> {
    const { refunds, journalProblem } = control.till()
    return refunds ? run(refunds) : err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
  }

  return {
    of: ({ paymentId }) => withRefunds((refunds) => refunds.of(paymentId)),
    checkAddress: ({ text }) => withRefunds((refunds) => refunds.checkAddress(text)),
    begin: ({ word: _, ...input }, caller) =>
      withRefunds((refunds) => refunds.begin({ ...input, by: byWhom(caller) })),
    confirm: ({ id, code }) => withRefunds((refunds) => refunds.confirm(id, code)),
    record: ({ id, transactionId, reason }, caller) =>
      withRefunds((refunds) => refunds.record(id, { transactionId, reason }, byWhom(caller))),
    abandon: ({ id, reason }, caller) =>
      withRefunds((refunds) => refunds.abandon(id, reason, byWhom(caller))),
    dealWith: ({ id, reason }, caller) =>
      withRefunds((refunds) => refunds.dealWith(id, reason, byWhom(caller))),
    look: ({ id }) => withRefunds((refunds) => refunds.look(id)),
  }
}

/** Those that go no further without somebody; none without a journal. */
export function askingRefunds(control: TillControl): ReturnType<RefundService['asking']> {
  return control.till().refunds?.asking() ?? []
}
