import { randomUUID } from 'node:crypto'
import type { Estimate, HistoryEntry, PaymentsState, PaymentView } from '../../shared/contract/payments.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import { type Money, toDecimalText } from '../../shared/money/money.ts'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import type { Payment, Quote } from '../../shared/payment/payment.ts'
import { canCancel, canRetry, isLive } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type Clock, isoNow } from '../clock.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { dayTotals } from '../reports/day-report.ts'
import { attemptCharge } from './charge-attempt.ts'
import type { CurrentPayment } from './current-payment.ts'
import { businessDay, makeIntent } from './intent.ts'
import type { PaymentRepository } from './payment-repository.ts'
import { toPaymentView } from './payment-view.ts'
import type { PaymentWatcher } from './payment-watcher.ts'
import type { Quotes } from './quotes.ts'

/** The till's own cap: beyond it a price is a typing mistake. In USDT. */
const MAX_USDT = 100_000_000_000n
const RECENT = 30

export type StartInput = {
  readonly attempt: string
  readonly price: Money
  readonly reference: string | null
}

export type PaymentService = {
  estimate(price: Money): Promise<Result<Estimate>>
  start(input: StartInput): Promise<Result<PaymentView>>
  retry(id: string, attempt: string): Promise<Result<PaymentView>>
  cancel(id: string): Promise<Result<PaymentView>>
  check(id: string): Promise<Result<PaymentView>>
  dismiss(id: string): Result<PaymentsState>
  history(id: string): Result<{ view: PaymentView; entries: HistoryEntry[] }>
  state(revision: number): PaymentsState
  current(): PaymentView | null
  /** Puts right what a crash left: intents without an answer are closed, a live QR comes back, all are watched. */
  resume(): void
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly gateway: Gateway
  readonly quotes: Quotes
  readonly watcher: PaymentWatcher
  readonly current: CurrentPayment
  readonly clock: Clock
  readonly mode: Mode
  readonly settings: () => Settings
  readonly onChange: () => void
}

/** The cashier's commands. Each answers only after what it says is on disk. */
export function createPaymentService(dependencies: Dependencies): PaymentService {
  const { repository, quotes, watcher, current, clock, mode, settings, onChange } = dependencies
  /** The attempt under way: a second key press joins it instead of making a second charge. */
  let starting: { readonly id: string; readonly result: Promise<Result<PaymentView>> } | undefined

  let lastDay: { readonly key: string; readonly value: Pick<PaymentsState, 'recent' | 'today'> } | undefined

  function viewOf(payment: Payment): PaymentView {
    return toPaymentView(payment, watcher.checkState(payment.id), mode, clock.now())
  }

  function currentView(): PaymentView | null {
    const id = current.id()
    const payment = id === null ? undefined : repository.find(id)
    return payment ? viewOf(payment) : null
  }

  /** Recent payments and today's sums; read again only when something was recorded, or the day or currency changed. */
  function daySoFar(): Pick<PaymentsState, 'recent' | 'today'> {
    const { timeZone, currency } = settings()
    const day = businessDay(clock.now(), timeZone)
    const key = `${repository.revision()} ${day} ${currency}`
    if (lastDay?.key !== key) {
      const recent = [...repository.recent(RECENT)]
      lastDay = { key, value: { recent, today: dayTotals(repository.ofDay(day), day, currency) } }
    }
    return lastDay.value
  }

  async function quoteFor(price: Money): Promise<Result<Quote>> {
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

  async function charge(input: StartInput, saleId: string): Promise<Result<PaymentView>> {
    const quoted = await quoteFor(input.price)
    if (!quoted.ok) return quoted
    const { attempt: id, price, reference } = input
    const number = repository.nextNumber()
    const facts = { id, saleId, number, price, reference, quote: quoted.value, now: clock.now() }
    const charged = await attemptCharge(makeIntent(facts, settings(), mode), {
      ...dependencies,
      expiryMinutes: settings().expiryMinutes,
      onIntent: (payment) => {
        current.show(payment.id)
        onChange()
      },
    })
    if (charged.ok) watcher.watch(id)
    else current.clear(id)
    changed(id)
    if (charged.ok) return ok(viewOf(charged.value))
    const lowest = quotes.knownMinimum()
    const unexplained = charged.error.code === 'amountTooSmall' && charged.error.minimumUsdt === null
    if (!unexplained || lowest === undefined) return charged
    return err(tooSmall(price, microUsdt(quoted.value.usdt), lowest))
  }

  async function begin(input: StartInput, saleId: string): Promise<Result<PaymentView>> {
    if (starting?.id === input.attempt) return starting.result
    // A cancelled attempt can never come up any more, so it holds up nobody while its answer is outstanding.
    if (starting && repository.find(starting.id)?.status !== 'abandoned') return err({ code: 'alreadyLive' })
    const known = repository.find(input.attempt)
    if (known) return ok(viewOf(known))
    const onScreen = currentView()
    if (onScreen && isLive(onScreen.payment)) return err({ code: 'alreadyLive' })
    const own = { id: input.attempt, result: charge(input, saleId) }
    starting = own
    try {
      return await own.result
    } finally {
      if (starting === own) starting = undefined
    }
  }

  function changed(id: string): void {
    const payment = repository.find(id)
    if (payment) current.update(payment)
    onChange()
  }

  function withPayment<T>(id: string, run: (payment: Payment) => T | Result<never>): T | Result<never> {
    const payment = repository.find(id)
    return payment ? run(payment) : err({ code: 'notFound' })
  }

  return {
    async estimate(price) {
      if (price.minor <= 0) return err({ code: 'amountZero' })
      const quoted = await quotes.quote(price, 'estimate')
      if (!quoted.ok) return quoted
      const minimum = quotes.knownMinimum()
      const minimumUsdt = minimum === undefined ? null : formatUsdt(minimum)
      return ok({ price, usdt: quoted.value.usdt, at: quoted.value.at, minimumUsdt })
    },
    start: (input) => begin(input, randomUUID()),
    async retry(id, attempt) {
      const again = repository.find(attempt)
      if (again) return ok(viewOf(again))
      return withPayment(id, (payment) => {
        // Any payment of this sale that is live, paid or in question stands in the way of asking for it again.
        if (!repository.ofSale(payment.saleId).every(canRetry)) return err({ code: 'notNow' })
        const { price, reference, saleId } = payment
        return begin({ attempt, price, reference }, saleId)
      })
    },
    async cancel(id) {
      return withPayment(id, (payment) => {
        if (!canCancel(payment)) return err({ code: 'notNow' })
        const cancelled = repository.record(id, { kind: 'cancelled', at: isoNow(clock) })
        if (!cancelled.ok) return cancelled
        watcher.watch(id)
        // The customer may have sent just now.
        void watcher.check(id)
        changed(id)
        return ok(viewOf(cancelled.value))
      })
    },
    async check(id) {
      if (!repository.find(id)) return err({ code: 'notFound' })
      await watcher.check(id, 'person')
      return withPayment(id, (payment) => ok(viewOf(payment)))
    },
    dismiss(id) {
      return withPayment(id, (payment) => {
        if (isLive(payment)) return err({ code: 'notNow' })
        current.clear(id)
        return ok(this.state(0))
      })
    },
    history: (id) =>
      withPayment(id, (payment) => ok({ view: viewOf(payment), entries: [...repository.history(id)] })),
    state: (revision) => ({ revision, current: currentView(), ...daySoFar() }),
    current: currentView,
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
      const live = repository.withStatus(['awaiting', 'seen', 'confirmed', 'sending']).at(-1)
      if (live && isCharged(live)) current.show(live.id)
      watcher.resume()
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
