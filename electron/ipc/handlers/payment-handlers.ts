import type { z } from 'zod'
import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { payments as calls, PaymentsState } from '../../../shared/contract/payments.ts'
import { OWNER_DECISIONS } from '../../../shared/payment/decide.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { byWhom, type Caller } from '../../../shared/people/caller.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { PaymentService } from '../../payments/payment-service.ts'
import type { TillControl } from '../../till-control.ts'

type DecideInput = z.infer<typeof calls.decide.input>

/** The commands, as long as there is a journal to record them in. */
export function paymentsHandlers(control: TillControl): TillHandlers['payments'] {
  function withPayments<T>(run: (payments: PaymentService) => T): T | Result<never> {
    const { payments, journalProblem } = control.till()
    return payments ? run(payments) : err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
  }
  function decide(payments: PaymentService, { id, decision, reason }: DecideInput, caller: Caller) {
    const by = byWhom(caller)
    if (!OWNER_DECISIONS.includes(decision)) {
      return payments.decide(id, { decision, by: 'cashier', reason: null, ...by })
    }
    if (reason === null) return err({ code: 'invalidInput', field: 'reason' } as const)
    return payments.decide(id, { decision, by: 'owner', reason, ...by })
  }

  function thenState(run: (payments: PaymentService) => Result<null>): Result<PaymentsState> {
    const done = withPayments(run)
    return done.ok ? ok(control.paymentsState()) : done
  }
  return {
    state: () => ok(control.paymentsState()),
    estimate: ({ price, discount }) => withPayments((payments) => payments.estimate(price, discount)),
    start: (input, caller) => withPayments((payments) => payments.start(input, caller)),
    answerTip: ({ attempt, basisPoints }) =>
      withPayments((payments) =>
        basisPoints === null ? payments.giveUpTip(attempt) : payments.answerTip({ attempt, basisPoints }),
      ),
    cancel: ({ id }) => withPayments((payments) => payments.cancel(id)),
    retry: ({ id, attempt }, caller) => withPayments((payments) => payments.retry(id, attempt, caller)),
    topUp: ({ id, attempt }, caller) => withPayments((payments) => payments.topUp(id, attempt, caller)),
    decide: (input, caller) => withPayments((payments) => decide(payments, input, caller)),
    async check({ id }) {
      const checked = await withPayments((payments) => payments.check(id))
      // What it finds comes as news of its own: nobody waits for a list, and a till that was closed meanwhile needs none.
      control
        .till()
        .searchInvoice(id)
        .catch(() => undefined)
      return checked
    },
    dismiss: ({ id }) => thenState((payments) => payments.dismiss(id)),
    park: ({ id }) => thenState((payments) => payments.park(id)),
    open: ({ id }) => thenState((payments) => payments.open(id)),
    bringBack: ({ id }) => thenState((payments) => payments.bringBack(id)),
    openPage: ({ id }) => control.hostedPage.open(id),
    closePage: () => {
      control.hostedPage.close()
      return ok(null)
    },
    history: ({ id }) => withPayments((payments) => payments.history(id)),
  }
}

export function practiceHandlers(control: TillControl): TillHandlers['practice'] {
  return {
    async pay({ id, how }) {
      const { payments, mode } = control.till()
      const practice = control.practice()
      if (mode !== 'practice' || !practice || !payments) return err({ code: 'notNow' })
      const found = payments.history(id)
      if (!found.ok) return found
      const { payment } = found.value.view
      if (!isCharged(payment)) return err({ code: 'notNow' })
      try {
        await practice.act(payment.charge.chargeId, how)
      } catch {
        // The practice gateway forgets its charges when the till is closed.
        return err({ code: 'notNow' })
      }
      void payments.check(id)
      return ok(null)
    },
  }
}
