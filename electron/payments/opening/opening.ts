import type { Settings } from '../../../shared/contract/settings.ts'
import { gatewayTrouble } from '../../../shared/gateway-trouble.ts'
import type { Mode } from '../../../shared/mode.ts'
import { type Money, toDecimalText } from '../../../shared/money/money.ts'
import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment, Quote } from '../../../shared/payment/payment.ts'
import type { Approval } from '../../../shared/people/approval.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'
import type { MoneyRulesRecord } from '../../till/money-rules.ts'
import type { ShopTextsRecord } from '../../till/shop-texts.ts'
import type { Clock } from '../../time/clock.ts'
import type { Lineup, Offer } from '../lineup.ts'
import type { PaymentRepository } from '../payment-repository.ts'
import type { PaymentWatcher } from '../watching/payment-watcher.ts'
import { attemptCharge } from './charge-attempt.ts'
import { makeIntent } from './intent.ts'
import type { Quotes } from './quotes.ts'

/** The till's own cap: beyond it a price is a typing mistake. In USDT. */
const MAX_USDT = 100_000_000_000n

/** Whose a payment is from its first moment on: who charged it, null at a till without people, and in which of their shifts. */
export type Seller = { readonly cashier: NamedPerson | null; readonly shift: number | null }

/** What is decided before a charge is asked for. */
export type OpeningInput = {
  /** The window's key for one press: the payment's id. */
  readonly attempt: string
  readonly saleId: string
  readonly price: Money
  readonly reference: string | null
  /** The short payment whose rest is asked for. */
  readonly topUpOf: string | null
  /** Asked right before the intent is written: while a rate is waited for, a Z may end the shift that was open. */
  readonly seller: () => Result<Seller>
  /** What the price is made of; null for a price and nothing else. */
  readonly sale: SaleDetails | null
  /** Recorded with the intent that it allowed; absent where nobody was asked. */
  readonly approval?: Approval | null
}

/** Opens payments: at most one at a time, and never beside a QR that is up. */
export type Opening = {
  /**
   * `stillPossible` is asked right before the intent is written: a rate takes seconds, and the sale goes on meanwhile.
   * Errors: those of the quote, of the seller and of `attemptCharge`, `alreadyLive`, `amountZero`, `amountTooLarge`, `amountTooSmall`,
   * `notNow` when it is not possible any more.
   */
  begin(input: OpeningInput, stillPossible: () => boolean): Promise<Result<Payment>>
  /** Whether this attempt is the one being opened: a second press of the same key joins it. */
  isUnderWay(attempt: string): boolean
  /** A new attempt would not be refused: none is being opened, and no QR is up. */
  isFree(): boolean
  /** Any attempt is, also one that still waits for its price. */
  isBusy(): boolean
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly lineup: Pick<Lineup, 'next'>
  readonly watcher: PaymentWatcher
  readonly clock: Clock
  readonly mode: Mode
  readonly settings: () => Settings
  readonly moneyRules: MoneyRulesRecord
  readonly shopTexts: Pick<ShopTextsRecord, 'note'>
  /** Where this gateway is to send its callbacks; null: nowhere. */
  readonly callbackUrl: (gatewayId: string) => string | null
  readonly isQrUp: () => boolean
  /** Both screens are about this payment from now on. */
  readonly show: (payment: Payment) => void
  /** It came to nothing. */
  readonly giveBack: (payment: Payment) => void
  readonly changed: (id: string) => void
}

export function createOpening(dependencies: Dependencies): Opening {
  const { repository, lineup, watcher, clock, mode, settings } = dependencies
  const { moneyRules, shopTexts, isQrUp, show, giveBack, changed } = dependencies
  /** The attempt under way: a second key press joins it instead of making a second charge. */
  let starting: { readonly id: string; readonly result: Promise<Result<Payment>> } | undefined

  async function quoteFor(price: Money, quotes: Quotes): Promise<Result<Quote>> {
    if (price.minor <= 0) return err({ code: 'amountZero' })
    const quoted = await quotes.quote(price, 'charge')
    if (!quoted.ok) return quoted
    const usdt = microUsdt(quoted.value.usdt)
    if (usdt > MAX_USDT)
      return err({ code: 'amountTooLarge', maximum: formatUsdt(MAX_USDT), currency: 'USDT' })
    const minimum = await quotes.minimum()
    if (minimum !== undefined && usdt < minimum) return err(tooSmall(price, usdt, minimum))
    return quoted
  }

  /** No price from a gateway that turns out to fail: the next one is asked before anything was written or charged. */
  async function offered(price: Money): Promise<Result<{ readonly offer: Offer; readonly quote: Quote }>> {
    const offer = lineup.next()
    const quoted = await quoteFor(price, offer.quotes)
    if (quoted.ok) return ok({ offer, quote: quoted.value })
    const other = lineup.next()
    if (other === offer || gatewayTrouble(quoted.error) !== 'outage') return quoted
    const second = await quoteFor(price, other.quotes)
    return second.ok ? ok({ offer: other, quote: second.value }) : second
  }

  /** Shop and rules may have changed in another mode, or while this journal could not be opened. */
  function noteWhatHolds(): Result<null> {
    const noted = shopTexts.note()
    return noted.ok ? moneyRules.note() : noted
  }

  async function open(
    { attempt: id, approval = null, seller, ...input }: OpeningInput,
    stillPossible: () => boolean,
  ): Promise<Result<Payment>> {
    const chosen = await offered(input.price)
    if (!chosen.ok) return chosen
    // Nothing is waited for between this and the intent.
    if (!stillPossible()) return err({ code: 'notNow' })
    const sold = seller()
    if (!sold.ok) return sold
    // Before the intent: that is where its receipt will look for what the shop was.
    const noted = noteWhatHolds()
    if (!noted.ok) return noted
    // One and the same for the whole attempt, whatever is heard of it meanwhile.
    const { quote, offer } = chosen.value
    const { gateway, quotes } = offer
    const number = repository.nextNumber()
    const facts = { id, number, quote, now: clock.now(), ...input, ...sold.value }
    const charged = await attemptCharge(makeIntent(facts, settings(), mode), {
      ...{ repository, gateway, clock, approval },
      expiryMinutes: settings().expiryMinutes,
      callbackUrl: dependencies.callbackUrl(gateway.id),
      isHosted: settings().hostedPage,
      onIntent: (payment) => {
        show(payment)
        changed(id)
      },
    })
    if (charged.ok) watcher.watch(id)
    else leave(id)
    changed(id)
    if (charged.ok) return charged
    const lowest = quotes.knownMinimum()
    const unexplained = charged.error.code === 'amountTooSmall' && charged.error.minimumUsdt === null
    if (!unexplained || lowest === undefined) return charged
    return err(tooSmall(input.price, microUsdt(quote.usdt), lowest))
  }

  function leave(id: string): void {
    const payment = repository.find(id)
    if (payment) giveBack(payment)
  }

  function isHeldUp(): boolean {
    // A cancelled attempt can never come up any more, so it holds up nobody while its answer is outstanding.
    return starting !== undefined && repository.find(starting.id)?.status !== 'abandoned'
  }

  return {
    isFree: () => !isHeldUp() && !isQrUp(),
    isUnderWay: (attempt) => starting?.id === attempt,
    isBusy: () => starting !== undefined,
    async begin(input, stillPossible) {
      if (starting?.id === input.attempt) return starting.result
      if (isHeldUp()) return err({ code: 'alreadyLive' })
      const known = repository.find(input.attempt)
      if (known) return ok(known)
      if (isQrUp()) return err({ code: 'alreadyLive' })
      const own = { id: input.attempt, result: open(input, stillPossible) }
      starting = own
      try {
        return await own.result
      } finally {
        if (starting === own) starting = undefined
      }
    },
  }
}

/** The least price, rounded up from the gateway's minimum at this quote, so that a person can be told a price. */
function tooSmall(price: Money, usdt: bigint, minimum: bigint) {
  const minor = (BigInt(price.minor) * minimum + usdt - 1n) / usdt
  return {
    code: 'amountTooSmall',
    minimumUsdt: formatUsdt(minimum),
    minimumPrice: toDecimalText({ minor: Number(minor), currency: price.currency }),
    currency: price.currency,
  } as const
}
