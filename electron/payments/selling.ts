import { v7 } from 'uuid'
import type { Estimate } from '../../shared/contract/payments.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { TipAnswer, TipQuestion } from '../../shared/contract/tip.ts'
import type { Money } from '../../shared/money/money.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { canRetry } from '../../shared/payment/questions.ts'
import { canRetrySale, canTopUp, restPrice } from '../../shared/payment/sale.ts'
import type { Caller } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Amount } from '../../shared/sale/amount.ts'
import type { Clock } from '../time/clock.ts'
import type { Desk } from './desk/desk.ts'
import type { Lineup } from './lineup.ts'
import type { Opening, OpeningInput, Seller } from './opening/opening.ts'
import { saleTerms } from './opening/sale-terms.ts'
import { unpaidLike } from './opening/same-amount.ts'
import { createTipDesk } from './opening/tip-desk.ts'
import type { PaymentRepository } from './payment-repository.ts'

export type StartInput = {
  readonly attempt: string
  /** What was typed: the subtotal. */
  readonly price: Money
  readonly reference: string | null
  /** Taken off what was typed; absent: nothing. Whether whoever asks may give it is not decided here. */
  readonly discount?: Amount | null
  readonly note?: string | null
  /** The warning about an unpaid payment of the same amount was passed. */
  readonly evenIfSame: boolean
}

/** From what the cashier typed to a payment: the sale's terms, the customer's tip, one charge at a time. */
export type Selling = {
  /** Of what would be charged for the typed price: without a tip. Errors: those of `saleTerms` and of `Quotes`. */
  estimate(price: Money, discount?: Amount | null): Promise<Result<Estimate>>
  /**
   * Where customers are asked for a tip it waits for their answer, and nothing is written before. Errors: those of the
   * gateway, of `Quotes` and of `saleTerms`, `alreadyLive`, `sameAmount`, `givenUp`, `chargeUnknown`, `unsafeCharge`.
   */
  start(input: StartInput, caller: Caller): Promise<Result<Payment>>
  /** Another payment of the same sale, for all of it. Errors: `notNow`, those of `start`. */
  retry(id: string, attempt: string, caller: Caller): Promise<Result<Payment>>
  /** A payment of the same sale for the missing rest. Errors: those of `retry`. */
  topUp(id: string, attempt: string, caller: Caller): Promise<Result<Payment>>
  /** What the customer chose, on whichever screen. Errors: `notNow` when nobody is asked, `invalidInput`. */
  answerTip(answer: TipAnswer): Result<null>
  /** The sale is not charged after all. */
  giveUpTip(attempt: string): Result<null>
  tipAsked(): TipQuestion | null
  /** A customer is asked for a tip, or a charge is being opened. */
  isBusy(): boolean
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly opening: Opening
  readonly lineup: Pick<Lineup, 'next'>
  readonly desk: Pick<Desk, 'current' | 'setAside'>
  readonly clock: Clock
  readonly settings: () => Settings
  /** Opens their shift where none is open. Errors: those of the journal. */
  readonly sellerOf: (caller: Caller) => Result<Seller>
  readonly onChange: () => void
}

export function createSelling(dependencies: Dependencies): Selling {
  const { repository, opening, lineup, desk, clock, settings, sellerOf, onChange } = dependencies
  const tips = createTipDesk(clock, onChange)

  /** What the customer gives on top; null for nothing. Asked at most once for a sale, and only if it could be charged now. */
  async function tipFor(attempt: string, goods: Money): Promise<Result<Amount | null>> {
    const rules = settings().tips
    if (rules === null || rules.presets.length === 0) return ok(null)
    if (repository.find(attempt) || opening.isUnderWay(attempt)) return ok(null)
    if (isAskingOther(attempt) || !opening.isFree()) return err({ code: 'alreadyLive' })
    if (tips.asked() === null) clearScreens()
    const basisPoints = await tips.ask(attempt, goods, rules)
    if (basisPoints === null) return err({ code: 'givenUp' })
    return ok(basisPoints === 0 ? null : { kind: 'percent', basisPoints })
  }

  /** What is on its way there becomes a chip that rings: behind a question nobody would see it paid. */
  function clearScreens(): void {
    const onScreen = desk.current()
    if (onScreen) desk.setAside(onScreen)
  }

  /** The customer is being asked about another sale: no second one begins beside it. */
  function isAskingOther(attempt: string): boolean {
    const asked = tips.asked()
    return asked !== null && asked.attempt !== attempt
  }

  async function opened(input: OpeningInput, stillPossible: () => boolean): Promise<Result<Payment>> {
    return isAskingOther(input.attempt) ? err({ code: 'alreadyLive' }) : opening.begin(input, stillPossible)
  }

  type Again = Omit<OpeningInput, 'attempt' | 'seller'>

  /**
   * A new payment of the same sale, unless this very attempt was made already. What `inputFor` says has to hold to the
   * end: while the rate is waited for, the customer may pay after all, or a person settle it.
   */
  async function again(
    id: string,
    { attempt, caller }: { readonly attempt: string; readonly caller: Caller },
    inputFor: (payment: Payment, sale: readonly Payment[]) => Result<Again>,
  ): Promise<Result<Payment>> {
    const known = repository.find(attempt)
    if (known) return ok(known)
    const inputNow = () => {
      const payment = repository.find(id)
      return payment
        ? inputFor(payment, repository.ofSale(payment.saleId))
        : err({ code: 'notFound' } as const)
    }
    const input = inputNow()
    if (!input.ok) return input
    return opened({ ...input.value, attempt, seller: () => sellerOf(caller) }, () => {
      const last = inputNow()
      return last.ok && last.value.price.minor === input.value.price.minor
    })
  }

  return {
    async estimate(price, discount = null) {
      const terms = saleTerms({ price, discount, tip: null, note: null }, settings())
      if (!terms.ok) return terms
      const { total } = terms.value
      const { quotes } = lineup.next()
      const quoted = await quotes.quote(total, 'estimate')
      if (!quoted.ok) return quoted
      const minimum = quotes.knownMinimum()
      const minimumUsdt = minimum === undefined ? null : formatUsdt(minimum)
      return ok({ price: total, usdt: quoted.value.usdt, at: quoted.value.at, minimumUsdt })
    },
    async start({ attempt, price, reference, discount = null, note = null, evenIfSame }, caller) {
      // The rules of the moment at which the key was pressed, however long the customer thinks about a tip.
      const rules = settings()
      const untipped = saleTerms({ price, discount, tip: null, note }, rules)
      if (!untipped.ok) return untipped
      const { goods } = untipped.value
      const same = evenIfSame || repository.find(attempt) ? undefined : unpaidLike(goods, repository, clock)
      if (same && !opening.isUnderWay(attempt)) return err({ code: 'sameAmount', number: same.number })
      const tip = await tipFor(attempt, goods)
      if (!tip.ok) return tip
      const terms = saleTerms({ price, discount, tip: tip.value, note }, rules)
      if (!terms.ok) return terms
      const { total, sale } = terms.value
      const { approval } = caller
      const facts = { saleId: v7(), topUpOf: null, sale, approval, seller: () => sellerOf(caller) }
      return opened({ attempt, price: total, reference, ...facts }, () => true)
    },
    // Any payment of this sale that is live, paid or in question stands in the way of asking for it again; and a rest is not the
    // one to ask with, whose price is a part of the sale's.
    retry: (id, attempt, caller) =>
      again(id, { attempt, caller }, (payment, others) => {
        if (!canRetry(payment) || !canRetrySale(others)) return err({ code: 'notNow' })
        const { price, reference, saleId, sale } = payment
        const approval = repository.approvalOf(id)
        return ok({ price, reference, saleId, topUpOf: null, sale, approval })
      }),
    topUp: (id, attempt, caller) =>
      again(id, { attempt, caller }, (payment, sale) => {
        if (!canTopUp(payment, sale)) return err({ code: 'notNow' })
        const { reference, saleId } = payment
        return ok({ price: restPrice(payment), reference, saleId, topUpOf: id, sale: null })
      }),
    answerTip: tips.answer,
    giveUpTip: tips.giveUp,
    tipAsked: tips.asked,
    isBusy: () => tips.asked() !== null || opening.isBusy(),
  }
}
