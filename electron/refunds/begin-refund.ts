import { addressIn } from '../../shared/refund/address-text.ts'
import type { Refund } from '../../shared/refund/refund.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { PaymentRepository } from '../payments/payment-repository.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { PayoutDesk } from './payout-desk.ts'
import { makeIntent, type RefundInput } from './refund-intent.ts'
import type { RefundRepository } from './refund-repository.ts'

type Dependencies = {
  readonly repository: RefundRepository
  readonly payments: Pick<PaymentRepository, 'find' | 'ofSale' | 'isOwnAddress'>
  /** Null where NOWPayments is not set up: then refunds are paid by hand. */
  readonly account: NowPaymentsAccount | null
  readonly desk: PayoutDesk | null
  readonly clock: Clock
  readonly isPractice: boolean
  readonly isClosed: () => boolean
  /** The intent is on disk, and the gateway has not been asked yet. */
  readonly onIntended: () => void
}

/** The gateway's advice is only waited for so long. */
const ADVICE_TIMEOUT_MS = 8_000

export type BeginRefund = (input: RefundInput) => Promise<Result<Refund>>

/**
 * From an owner's wish to a refund that is on disk and, where the gateway sends it, was asked for once. Whoever calls
 * takes care that one attempt is begun once at a time. Errors: those of `makeIntent`, `notSetUp`, `signInAgain`,
 * `addressRefused`, and the gateway's refusal.
 */
export function createBeginRefund(dependencies: Dependencies): BeginRefund {
  const { repository, payments, account, desk, clock, isPractice, isClosed, onIntended } = dependencies

  /** Signed in, and to an address that the gateway pays to: what it cannot say now, the request itself will. */
  async function canAsk(address: string): Promise<Result<PayoutDesk>> {
    if (!desk || !account) return err({ code: 'notSetUp' })
    if (account.signedInUntil() === null) return err({ code: 'signInAgain' })
    const advised = await account.validateAddress(addressIn(address), { timeoutMs: ADVICE_TIMEOUT_MS })
    const isRefused = !advised.ok && advised.error.error.code === 'addressRefused'
    return isRefused ? err(advised.error.error) : ok(desk)
  }

  /**
   * Printable ASCII, short: what the owner reads in the gateway's dashboard. The reason is the shop's own business; the
   * practice gateway is told, since how it ends a payout is said there.
   */
  function descriptionOf({ paymentId, reason }: Refund): string {
    const number = String(payments.find(paymentId)?.number ?? 0).padStart(4, '0')
    return isPractice ? `Refund of ${number}: ${reason}` : `Refund of ${number}`
  }

  function intended(input: RefundInput): Result<Refund> {
    if (isClosed()) return err({ code: 'notNow' })
    const begun = repository.begin(() => makeIntent(input, isoNow(clock), { payments, repository }))
    if (begun.ok) onIntended()
    return begun
  }

  return async (input) => {
    // What the till itself refuses needs no gateway; it is asked again in the transaction.
    const possible = makeIntent(input, isoNow(clock), { payments, repository })
    if (!possible.ok) return possible
    if (input.way === 'byHand') return intended(input)
    const asks = await canAsk(input.address)
    if (!asks.ok) return asks
    const begun = intended(input)
    return begun.ok ? asks.value.ask(begun.value, descriptionOf(begun.value)) : begun
  }
}
