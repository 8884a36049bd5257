import type { PaymentView } from '../../shared/contract/payments.ts'
import type { Decision } from '../../shared/payment/payment.ts'
import type { Result } from '../../shared/result.ts'
import type { TillBench } from './till-bench.ts'

/** The value of what must have worked. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** What customers pay and people decide at a till bench, in a test's words. */
export function payingAt(bench: () => TillBench) {
  const control = () => bench().simulator.control
  const look = async (id: string) => must(await bench().payments().check(id))

  async function finished(view: PaymentView): Promise<PaymentView> {
    await control().finish({ paymentId: bench().chargeIdOf(view) })
    return look(view.payment.id)
  }

  return {
    control,
    look,
    finished,
    state: () => bench().payments().state(1),
    viewOf: (id: string) => must(bench().payments().history(id)).view,
    kindsOf: (id: string) => must(bench().payments().history(id)).entries.map(({ kind }) => kind),
    decide: (id: string, decision: Decision, by: 'cashier' | 'owner' = 'cashier') =>
      bench()
        .payments()
        .decide(id, { decision, by, reason: by === 'owner' ? 'a good customer' : null }),
    async paid(view: PaymentView, kind: 'exact' | 'more'): Promise<PaymentView> {
      await control().pay({ paymentId: bench().chargeIdOf(view), kind })
      return finished(view)
    },
    async paidIn(view: PaymentView, amount: string): Promise<PaymentView> {
      await control().pay({ paymentId: bench().chargeIdOf(view), kind: 'amount', amount })
      return finished(view)
    },
  }
}
