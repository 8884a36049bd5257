import type { HistoryEntry, PaymentsState, PaymentView } from '../../shared/contract/payments.ts'
import type { LookedAgain } from '../../shared/contract/reconciliation.ts'
import type { ExceptionRow } from '../../shared/contract/reports.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { owedOf } from '../../shared/payment/matters.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { canCancel, isLive, needsAttention } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Caller } from '../../shared/people/caller.ts'
import type { WhosePayment } from '../../shared/people/sight.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { saleOnReceipt } from '../../shared/sale/on-receipt.ts'
import type { ShopTexts } from '../../shared/sale/receipt-texts.ts'
import { isSeen, type Seen } from '../people/seen.ts'
import { totalsOver } from '../reports/day-report.ts'
import type { MoneyRulesRecord } from '../till/money-rules.ts'
import type { ShopTextsRecord } from '../till/shop-texts.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { CurrentPayment } from './desk/current-payment.ts'
import type { Desk } from './desk/desk.ts'
import type { Lineup } from './lineup.ts'
import { type LookAgain, lookAgain } from './look-again.ts'
import { businessDay } from './opening/intent.ts'
import { createOpening, type Seller } from './opening/opening.ts'
import type { PaymentRepository } from './payment-repository.ts'
import { toPaymentView } from './payment-view.ts'
import { createSelling, type Selling, type StartInput } from './selling.ts'
import { createSettling, type DecisionInput } from './settling.ts'
import type { PaymentWatcher } from './watching/payment-watcher.ts'

const RECENT = 30
const IN_PROGRESS = ['created', 'awaiting', 'seen', 'confirmed', 'sending'] as const

export type PaymentService = Omit<Selling, 'start' | 'retry' | 'topUp'> & {
  start(input: StartInput, caller: Caller): Promise<Result<PaymentView>>
  retry(id: string, attempt: string, caller: Caller): Promise<Result<PaymentView>>
  topUp(id: string, attempt: string, caller: Caller): Promise<Result<PaymentView>>
  cancel(id: string): Promise<Result<PaymentView>>
  decide(id: string, input: DecisionInput): Result<PaymentView>
  check(id: string): Promise<Result<PaymentView>>
  /** Looks at all that are not paid and may still be. */
  lookAgain(how: LookAgain): Promise<LookedAgain>
  dismiss(id: string): Result<null>
  park(id: string): Result<null>
  open(id: string): Result<null>
  bringBack(id: string): Result<null>
  history(id: string): Result<History>
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

/** `shop`: what its receipt says of the shop; null where only what is so today can be said. */
type History = {
  readonly view: PaymentView
  readonly entries: HistoryEntry[]
  readonly shop: ShopTexts | null
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
  readonly moneyRules: MoneyRulesRecord
  readonly shopTexts: ShopTextsRecord
  readonly sellerOf: (caller: Caller) => Result<Seller>
  /** Where this gateway is to send its callbacks; null: nowhere. */
  readonly callbackUrl: (gatewayId: string) => string | null
  readonly onChange: () => void
}

/** The cashier's commands. Each answers only after what it says is on disk. */
export function createPaymentService(dependencies: Dependencies): PaymentService {
  const { repository, lineup, watcher, current, desk, clock, mode, settings, shopTexts, onChange } =
    dependencies
  let lastDay: { readonly key: string; readonly value: ReturnType<typeof readDay> } | undefined

  const settling = createSettling(dependencies)
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
  const selling = createSelling({ ...dependencies, opening })

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

  async function shown(begun: Promise<Result<Payment>>): Promise<Result<PaymentView>> {
    const payment = await begun
    return payment.ok ? ok(viewOf(payment.value)) : payment
  }

  return {
    ...selling,
    start: (input, caller) => shown(selling.start(input, caller)),
    retry: (id, attempt, caller) => shown(selling.retry(id, attempt, caller)),
    topUp: (id, attempt, caller) => shown(selling.topUp(id, attempt, caller)),
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
        if (selling.tipAsked() !== null) return err({ code: 'alreadyLive' })
        const back = desk.bringBack(payment)
        // On the screens it is looked at as often as any there, from now on.
        if (back.ok) void watcher.check(id)
        return back
      }),
    history: (id) =>
      withPayment(id, (payment) => {
        const view = viewOf(payment)
        const sold = saleOnReceipt([payment, ...view.sale.others])
        return ok({ view, entries: [...repository.history(id)], shop: shopTexts.when(sold.id) })
      }),
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
      tip: selling.tipAsked(),
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
    isBusy: () => selling.isBusy() || repository.withStatus(IN_PROGRESS).length > 0,
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
