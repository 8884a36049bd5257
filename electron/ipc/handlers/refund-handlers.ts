import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { RefundService } from '../../refunds/refund-service.ts'
import type { TillControl } from '../../till-control.ts'

/** Refunds, as long as there is a journal to record them in. What moves money or ends doubt needs the owner's PIN. */
export function refundsHandlers(control: TillControl): TillHandlers['refunds'] {
  function withRefunds<T>(run: (refunds: RefundService) => T): T | Result<never> {
    const { refunds, journalProblem } = control.till()
    return refunds ? run(refunds) : err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
  }

  async function withPin<T>(
    pin: string,
    run: (refunds: RefundService) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const shown = await control.ownerPin.verify(pin)
    return shown.ok ? withRefunds(run) : shown
  }

  return {
    of: ({ paymentId }) => withRefunds((refunds) => refunds.of(paymentId)),
    checkAddress: ({ text }) => withRefunds((refunds) => refunds.checkAddress(text)),
    begin: ({ word, ...input }) => withPin(word.pin, (refunds) => refunds.begin(input)),
    confirm: ({ id, code }) => withRefunds((refunds) => refunds.confirm(id, code)),
    record: ({ word, id, ...sent }) => withPin(word.pin, (refunds) => refunds.record(id, sent)),
    abandon: ({ word, id, reason }) => withPin(word.pin, (refunds) => refunds.abandon(id, reason)),
    dealWith: ({ word, id, reason }) => withPin(word.pin, (refunds) => refunds.dealWith(id, reason)),
    look: ({ id }) => withRefunds((refunds) => refunds.look(id)),
  }
}

/** Those that go no further without somebody; none without a journal. */
export function askingRefunds(control: TillControl): ReturnType<RefundService['asking']> {
  return control.till().refunds?.asking() ?? []
}
