import { randomUUID } from 'node:crypto'
import type { Estimate, HistoryEntry, PaymentsState, PaymentView } from '../../shared/contract/payments.ts'
import type { LookedAgain } from '../../shared/contract/reconciliation.ts'
import type { ExceptionRow } from '../../shared/contract/reports.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { TipAnswer, TipQuestion } from '../../shared/contract/tip.ts'
import type { Mode } from '../../shared/mode.ts'
import type { Money } from '../../shared/money/money.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { owedOf } from '../../shared/payment/matters.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { canCancel, isLive, needsAttention } from '../../shared/payment/questions.ts'
import { canRetrySale, canTopUp, restPrice } from '../../shared/payment/sale.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Caller } from '../../shared/people/caller.ts'
import type { WhosePayment } from '../../shared/people/sight.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Amount } from '../../shared/sale/amount.ts'
import { isSeen, type Seen } from '../people/seen.ts'
import { totalsOver } from '../reports/day-report.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { CurrentPayment } from './desk/current-payment.ts'
import type { Desk } from './desk/desk.ts'
import type { Lineup } from './lineup.ts'
import { type LookAgain, lookAgain } from './look-again.ts'
import { businessDay } from './opening/intent.ts'
import { createOpening, type OpeningInput, type Seller } from './opening/opening.ts'
import { saleTerms } from './opening/sale-terms.ts'
import { unpaidLike } from './opening/same-amount.ts'
import { createTipDesk } from './opening/tip-desk.ts'
import type { PaymentRepository } from './payment-repository.ts'
import { toPaymentView } from './payment-view.ts'
import { createSettling, type DecisionInput } from './settling.ts'
import type { PaymentWatcher } from './watching/payment-watcher.ts'

const RECENT = 30
const IN_PROGRESS = ['created', 'awaiting', 'seen', 'confirmed', 'sending'] as const

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

export type PaymentService = {
  /** Of what would be charged for the typed price: without a tip. Errors: those of `saleTerms` and of `Quotes`. */
  estimate(price: Money, discount?: Amount | null): Promise<Result<Estimate>>
  /**
   * Where customers are asked for a tip it waits for their answer, and nothing is written before. Errors: those of the
   * gateway, of `Quotes` and of `saleTerms`, `alreadyLive`, `sameAmount`, `givenUp`, `chargeUnknown`, `unsafeCharge`.
   */
  start(input: StartInput, caller: Caller): Promise<Result<PaymentView>>
  retry(id: string, attempt: string, caller: Caller): Promise<Result<PaymentView>>
  /** A payment of the same sale for the missing rest. */
  topUp(id: string, attempt: string, caller: Caller): Promise<Result<PaymentView>>
  /** What the customer chose, on whichever screen. Errors: `notNow` when nobody is asked, `invalidInput`. */
  answerTip(answer: TipAnswer): Result<null>
  /** The sale is not charged after all. */
  giveUpTip(attempt: string): Result<null>
  tipAsked(): TipQuestion | null
  cancel(id: string): Promise<Result<PaymentView>>
  decide(id: string, input: DecisionInput): Result<PaymentView>
  check(id: string): Promise<Result<PaymentView>>
  /** Looks at all that are not paid and may still be. */
  lookAgain(how: LookAgain): Promise<LookedAgain>
  dismiss(id: string): Result<null>
  park(id: string): Result<null>
  open(id: string): Result<null>
  bringBack(id: string): Result<null>
  history(id: string): Result<{ view: PaymentView; entries: HistoryEntry[] }>
  exceptions(): { rows: ExceptionRow[]; owedUsdt: string }
  /** What is on the counter, and beside it what may be seen: all of it unless `seen` says less. */
  state(revision: number, seen?: Seen): PaymentsState
  /** Undefined where there is no such payment. */
  whose(id: string): WhosePayment | undefined
  current(): PaymentView | null
  /** Some payment is in progress: a price is being asked for, a QR is up or parked, or money is on its way. */
  isBusy(): boolean
  /** Puts right what a crash left: intents without an answer are closed, a live QR comes back, all are watched. */
  resume(): void
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly lineup: Lineup
  readonly watcher: PaymentWatcher
  readonly current: CurrentPayment
  readonly desk: Desk
  readonly clock: Clock
  readonly mode: Mode
  readonly settings: () => Settings
  /** Opens their shift where none is open. Errors: those of the journal. */
  readonly sellerOf: (caller: Caller) => Result<Seller>
  /** Where this gateway is to send its callbacks; null: nowhere. */
  readonly callbackUrl: (gatewayId: string) => string | null
  readonly onChange: () => void
}

/** The cashier's commands. Each answers only after what it says is on disk. */
export function createPaymentService(dependencies: Dependencies): PaymentService {
  const { repository, lineup, watcher, current, desk, clock, mode, settings, sellerOf, onChange } =
    dependencies
  let lastDay: { readonly key: string; readonly value: ReturnType<typeof readDay> } | undefined

  const settling = createSettling(dependencies)
  const tips = createTipDesk(clock, onChange)
  const opening = createOpening({
    ...dependencies,
    isQrUp: () => {
      const onScreen = desk.current()
      return onScreen !== undefined && isLive(onScreen)
    },
    show(payment) {
      settling.giveUpEarlier(payment)
      desk.take(payment)
    },
    giveBack: desk.giveBack,
    changed,
  })

  function viewOf(payment: Payment): PaymentView {
    return toPaymentView({
      payment,
      sale: repository.ofSale(payment.saleId),
      check: watcher.checkState(payment.id),
      mode,
      now: clock.now(),
      isCurrent: current.id() === payment.id,
      // Of the one that would be asked for the rest.
      minimum: lineup.next().quotes.knownMinimum(),
    })
  }

  function currentView(): PaymentView | null {
    const payment = desk.current()
    return payment ? viewOf(payment) : null
  }

  /** Recent payments and today's sums; read again only when something was recorded, or the day or currency changed. */
  function daySoFar(seen: Seen) {
    const { timeZone, currency } = settings()
    const day = businessDay(clock.now(), timeZone)
    const key = `${repository.revision()} ${day} ${currency} ${JSON.stringify(seen)}`
    if (lastDay?.key !== key) lastDay = { key, value: readDay(day, currency, seen) }
    return lastDay.value
  }

  function readDay(day: string, currency: Settings['currency'], seen: Seen) {
    const isMine = (payment: Payment) => isSeen(seen, payment, day)
    const isOfShift = seen.kind === 'shift' || seen.kind === 'counter'
    // A shift goes on over midnight.
    const today =
      seen.kind === 'shift' ? repository.ofShift(seen.shift) : repository.ofDay(day).filter(isMine)
    return {
      recent: isOfShift ? today.toReversed().slice(0, RECENT) : repository.recent(RECENT).filter(isMine),
      today: totalsOver(today, day, currency),
      exceptions: isOfShift ? today.filter(needsAttention).length : repository.countExceptions(),
    }
  }

  /** Of a sale that lies on the counter, all payments do. */
  function isOnDesk({ saleId }: Payment): boolean {
    const parked = desk.parked().map(({ payment }) => payment)
    return [desk.current(), ...parked].some((payment) => payment?.saleId === saleId)
  }

  function changed(id: string): void {
    const payment = repository.find(id)
    if (payment) current.update(payment)
    onChange()
  }

  /** What was recorded is on both screens before it is answered. */
  function done(recorded: Result<Payment>): Result<PaymentView> {
    if (!recorded.ok) return recorded
    changed(recorded.value.id)
    return ok(viewOf(recorded.value))
  }

  function withPayment<T>(id: string, run: (payment: Payment) => T | Result<never>): T | Result<never> {
    const payment = repository.find(id)
    return payment ? run(payment) : err({ code: 'notFound' })
  }

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
  function isAskingOther(attempt: string | null): boolean {
    const asked = tips.asked()
    return asked !== null && asked.attempt !== attempt
  }

  async function opened(input: OpeningInput, stillPossible: () => boolean): Promise<Result<PaymentView>> {
    if (isAskingOther(input.attempt)) return err({ code: 'alreadyLive' })
    const begun = await opening.begin(input, stillPossible)
    return begun.ok ? ok(viewOf(begun.value)) : begun
  }

  /**
   * A new payment of the same sale, unless this very attempt was made already. What `inputFor` says has to hold to the
   * end: while the rate is waited for, the customer may pay after all, or a person settle it.
   */
  async function again(
    id: string,
    { attempt, caller }: { readonly attempt: string; readonly caller: Caller },
    inputFor: (payment: Payment, sale: readonly Payment[]) => Result<Omit<OpeningInput, 'seller'>>,
  ): Promise<Result<PaymentView>> {
    const known = repository.find(attempt)
    if (known) return ok(viewOf(known))
    const inputNow = () => withPayment(id, (payment) => inputFor(payment, repository.ofSale(payment.saleId)))
    const input = inputNow()
    if (!input.ok) return input
    return opened({ ...input.value, seller: () => sellerOf(caller) }, () => {
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
      const facts = { saleId: randomUUID(), topUpOf: null, sale, approval, seller: () => sellerOf(caller) }
      return opened({ attempt, price: total, reference, ...facts }, () => true)
    },
    answerTip: tips.answer,
    giveUpTip: tips.giveUp,
    tipAsked: tips.asked,
    // Any payment of this sale that is live, paid or in question stands in the way of asking for it again.
    retry: (id, attempt, caller) =>
      again(id, { attempt, caller }, ({ price, reference, saleId, sale }, others) =>
        canRetrySale(others)
          ? ok({
              attempt,
              price,
              reference,
              saleId,
              topUpOf: null,
              sale,
              approval: repository.approvalOf(id),
            })
          : err({ code: 'notNow' }),
      ),
    topUp: (id, attempt, caller) =>
      again(id, { attempt, caller }, (payment, sale) => {
        if (!canTopUp(payment, sale)) return err({ code: 'notNow' })
        const { reference, saleId } = payment
        return ok({ attempt, price: restPrice(payment), reference, saleId, topUpOf: id, sale: null })
      }),
    async cancel(id) {
      return withPayment(id, (payment) =>
        canCancel(payment) ? done(settling.cancel(payment)) : err({ code: 'notNow' }),
      )
    },
    decide: (id, input) => withPayment(id, (payment) => done(settling.decide(payment, input))),
    async check(id) {
      if (!repository.find(id)) return err({ code: 'notFound' })
      await watcher.check(id, 'person')
      return withPayment(id, (payment) => ok(viewOf(payment)))
    },
    lookAgain: (how) => lookAgain(dependencies, how),
    dismiss: (id) => withPayment(id, desk.dismiss),
    park: (id) => withPayment(id, desk.park),
    open: (id) =>
      withPayment(id, (payment) => {
        desk.open(payment)
        return ok(null)
      }),
    bringBack: (id) =>
      withPayment(id, (payment) => {
        if (isAskingOther(null)) return err({ code: 'alreadyLive' })
        const back = desk.bringBack(payment)
        // On the screens it is looked at as often as any there, from now on.
        if (back.ok) void watcher.check(id)
        return back
      }),
    history: (id) =>
      withPayment(id, (payment) => ok({ view: viewOf(payment), entries: [...repository.history(id)] })),
    exceptions() {
      const charged = repository.exceptions().filter(isCharged)
      const owed = charged.map((payment) => owedOf(payment))
      return {
        rows: charged.map((payment, index) => ({ payment, owed: formatUsdt(owed[index] ?? 0n) })),
        owedUsdt: formatUsdt(owed.reduce((sum, one) => sum + one, 0n)),
      }
    },
    state: (revision, seen = { kind: 'everything' }) => ({
      revision,
      current: currentView(),
      tip: tips.asked(),
      parked: desk.parked().map(({ payment, moved }) => ({ view: viewOf(payment), moved })),
      rings: desk.rings(),
      ...daySoFar(seen),
    }),
    whose(id) {
      const payment = repository.find(id)
      if (!payment) return undefined
      const { cashier, shift } = payment
      return { cashier: cashier?.id ?? null, shift, isOnDesk: isOnDesk(payment) }
    },
    current: currentView,
    isBusy: () => tips.asked() !== null || opening.isBusy() || repository.withStatus(IN_PROGRESS).length > 0,
    resume() {
      for (const payment of repository.withStatus(['created'])) {
        const reason = 'interrupted'
        repository.record(payment.id, {
          kind: 'abandoned',
          at: isoNow(clock),
          reason,
          maybe: true,
          raw: null,
        })
      }
      desk.restore()
      watcher.resume()
    },
  }
}
