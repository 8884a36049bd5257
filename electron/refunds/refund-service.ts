import type { AppError } from '../../shared/app-error.ts'
import type { PaymentRefunds, RefundView } from '../../shared/contract/refunds.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { owedOf } from '../../shared/payment/matters.ts'
import { certainlyReceived } from '../../shared/payment/refunds.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { addressIn } from '../../shared/refund/address-text.ts'
import { checkRefundAddress, refundable } from '../../shared/refund/intend.ts'
import { canAbandonNow, canRecord } from '../../shared/refund/persons-word.ts'
import { asksPerson, isWatched, LOOKED_AFTER_MS, openRemarks } from '../../shared/refund/questions.ts'
import type { Refund } from '../../shared/refund/refund.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { Log } from '../log.ts'
import type { PaymentRepository } from '../payments/payment-repository.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { createBeginRefund } from './begin-refund.ts'
import { createPayoutDesk, type LookSource } from './payout-desk.ts'
import { createPayoutNews, type PayoutNews } from './payout-news.ts'
import { type RefundInput, refusalError } from './refund-intent.ts'
import type { RefundRepository } from './refund-repository.ts'
import { NEVER_CHECKED, type RefundCheck, toRefundView } from './refund-view.ts'
import { createRefundWatch } from './refund-watch.ts'

/** Giving customers their money back. Whether whoever asks may do so, and whose PIN they showed, was asked before. */
export type RefundService = {
  of(paymentId: string): Result<PaymentRefunds>
  /** Those that go no further without somebody, newest first. */
  asking(): readonly RefundView[]
  checkAddress(text: string): Result<{ address: string }>
  /** Errors: those of `makeIntent`, `notSetUp`, `signInAgain`, `addressRefused`, and the gateway's refusal. */
  begin(input: RefundInput): Promise<Result<RefundView>>
  confirm(id: string, code: string): Promise<Result<RefundView>>
  /** Errors: `notNow`, `transactionInvalid`, `invalidInput` without a reason where the gateway is in doubt. */
  record(
    id: string,
    sent: { transactionId: string; reason: string | null },
    by?: ByWhom,
  ): Promise<Result<RefundView>>
  /** Errors: `notNow`, also while its payout was not searched for after a lost reply. */
  abandon(id: string, reason: string, by?: ByWhom): Promise<Result<RefundView>>
  dealWith(id: string, reason: string, by?: ByWhom): Promise<Result<RefundView>>
  look(id: string): Promise<Result<RefundView>>
  /** What a verified callback says of a payout; undefined when it is no refund of this till's. */
  readonly heard: PayoutNews
  isOurs(externalId: string): boolean
  /** The id of its payment; undefined where there is no such refund. */
  paymentOf(id: string): string | undefined
  /** Somebody signed in, or nobody is any more. */
  signInChanged(): void
  /** Puts right what a crash left: nobody knows what became of an intent, and nobody asks again. */
  resume(): void
  close(): void
}

type Dependencies = {
  readonly repository: RefundRepository
  readonly payments: Pick<PaymentRepository, 'find' | 'ofSale' | 'isOwnAddress' | 'hasTransaction'>
  /** Null where NOWPayments is not set up: then refunds are paid by hand. */
  readonly account: NowPaymentsAccount | null
  readonly clock: Clock
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly callbackUrl: () => string | null
  readonly isPractice: boolean
  readonly onChange: () => void
}

export function createRefundService(dependencies: Dependencies): RefundService {
  const { repository, payments, account, clock, log, onChange } = dependencies
  let isClosed = false
  const desk = account && createPayoutDesk({ ...dependencies, account, isClosed: () => isClosed })
  const checks = new Map<string, RefundCheck>()
  /** One thing at a time for each refund. */
  const turns = new Map<string, Promise<unknown>>()

  const watch = createRefundWatch({
    clock,
    watched,
    canLook: isSignedIn,
    async look(id) {
      await lookAt(id, 'poll')
      return isClosed ? undefined : repository.find(id)
    },
  })

  function watched(): readonly Refund[] {
    const now = clock.now()
    const refunds = [...repository.notOver(), ...repository.abandonedSince(now - LOOKED_AFTER_MS)]
    return refunds.filter((refund) => isWatched(refund, now))
  }

  function isSignedIn(): boolean {
    return account !== null && account.signedInUntil() !== null
  }

  function viewOf(refund: Refund): RefundView {
    const number = payments.find(refund.paymentId)?.number ?? 0
    const known = checks.get(refund.id) ?? NEVER_CHECKED
    // Whoever reads this knows what to do about it, also before anybody has tried.
    const isBlind = isWatched(refund, clock.now()) && refund.status !== 'intended' && !isSignedIn()
    const check = isBlind ? { ...known, error: blindness() } : known
    return toRefundView(refund, number, check, clock.now())
  }

  function blindness(): AppError {
    return account === null ? { code: 'notSetUp' } : { code: 'signInAgain' }
  }

  function inTurn<T>(id: string, run: () => Promise<T>): Promise<T> {
    const before = turns.get(id) ?? Promise.resolve()
    const next = before.then(run, run)
    turns.set(id, next)
    const forget = () => {
      if (turns.get(id) === next) turns.delete(id)
    }
    next.then(forget, forget)
    return next
  }

  /** What was recorded is on the windows before it is answered. */
  function done(recorded: Result<Refund>): Result<RefundView> {
    if (isClosed) return err({ code: 'notNow' })
    watch.soon(recorded.ok ? recorded.value.id : '')
    onChange()
    return recorded.ok ? ok(viewOf(recorded.value)) : recorded
  }

  async function withRefund(
    id: string,
    run: (refund: Refund) => Promise<Result<Refund>> | Result<Refund>,
  ): Promise<Result<RefundView>> {
    return inTurn(id, async () => {
      const refund = isClosed ? undefined : repository.find(id)
      return refund ? done(await run(refund)) : err({ code: 'notFound' })
    })
  }

  function lookAt(id: string, source: LookSource): Promise<void> {
    return inTurn(id, async () => {
      const refund = isClosed ? undefined : repository.find(id)
      if (!refund || !desk) return
      const looked = await desk.look(refund, source)
      if (isClosed) return
      const before = checks.get(id) ?? NEVER_CHECKED
      checks.set(
        id,
        looked.ok ? { checkedAt: isoNow(clock), error: null } : { ...before, error: looked.error },
      )
      onChange()
    })
  }

  const beginOnce = createBeginRefund({
    ...dependencies,
    ...{ desk, isClosed: () => isClosed, onIntended: onChange },
  })

  async function begin(input: RefundInput): Promise<Result<RefundView>> {
    const known = repository.find(input.attempt)
    return known ? ok(viewOf(known)) : done(await beginOnce(input))
  }

  function recordable(refund: Refund, text: string, reason: string | null): Result<string> {
    if (!canRecord(refund, clock.now())) return err({ code: 'notNow' })
    if (refund.way === 'payout' && reason === null) return err({ code: 'invalidInput', field: 'reason' })
    const transactionId = transactionIn(text)
    if (transactionId === undefined) return err({ code: 'transactionInvalid', reason: 'form' })
    const isKnown = payments.hasTransaction(transactionId) || repository.hasTransaction(transactionId)
    return isKnown ? err({ code: 'transactionInvalid', reason: 'known' }) : ok(transactionId)
  }

  const heard = createPayoutNews({
    ...{ repository, payments, clock },
    onNews({ id }) {
      watch.soon(id)
      onChange()
    },
  })

  return {
    of(paymentId) {
      const payment = payments.find(paymentId)
      if (!payment || !isCharged(payment)) return err({ code: 'notFound' })
      const refunds = repository.ofPayment(paymentId)
      const received = certainlyReceived(payment)
      return ok({
        number: payment.number,
        received: formatUsdt(received),
        refundable: formatUsdt(refundable({ received, refunds })),
        owed: formatUsdt(owedOf(payment)),
        noPayout: desk ? null : { code: 'notSetUp' },
        refunds: refunds.map(viewOf),
      })
    },
    asking: () =>
      (isClosed ? [] : repository.notOver())
        .filter((refund) => asksPerson(refund, clock.now()))
        .map(viewOf)
        .reverse(),
    checkAddress(text) {
      const address = addressIn(text)
      const checked = checkRefundAddress(address, payments.isOwnAddress(address) ? [address] : [])
      return checked.ok ? ok({ address: checked.value }) : err(refusalError(checked.error))
    },
    begin: (input) => inTurn(input.attempt, () => begin(input)),
    confirm: (id, code) =>
      withRefund(id, (refund) => (desk ? desk.confirm(refund, code) : err({ code: 'notSetUp' }))),
    record: (id, { transactionId: text, reason }, by) =>
      withRefund(id, (refund) => {
        const transactionId = recordable(refund, text, reason)
        if (!transactionId.ok) return transactionId
        const event = { kind: 'recorded', at: isoNow(clock), reason, ...by } as const
        return repository.record(id, { ...event, transactionId: transactionId.value })
      }),
    abandon: (id, reason, by) =>
      withRefund(id, (refund) =>
        canAbandonNow(refund, { now: clock.now(), hasAccount: account !== null })
          ? repository.record(id, { kind: 'abandoned', at: isoNow(clock), reason, ...by })
          : err({ code: 'notNow' }),
      ),
    dealWith: (id, reason, by) =>
      withRefund(id, (refund) =>
        openRemarks(refund).length > 0
          ? repository.record(id, { kind: 'dealtWith', at: isoNow(clock), reason, ...by })
          : err({ code: 'notNow' }),
      ),
    async look(id) {
      await lookAt(id, 'person')
      const refund = repository.find(id)
      return refund ? ok(viewOf(refund)) : err({ code: 'notFound' })
    },
    heard,
    paymentOf: (id) => repository.find(id)?.paymentId,
    isOurs: (externalId) => repository.ofExternalId(externalId) !== undefined,
    signInChanged: () => watch.resume(),
    resume() {
      for (const refund of repository.notOver()) {
        if (refund.way !== 'payout' || refund.status !== 'intended') continue
        log.warn({ refund: refund.id }, 'refund: the till ended while it was being asked for')
        repository.record(refund.id, { kind: 'unsure', at: isoNow(clock), reason: 'interrupted', raw: null })
      }
      watch.resume()
    },
    close() {
      isClosed = true
      watch.stop()
    },
  }
}

/** The id of a transaction on TRON, in what was pasted: bare, with 0x, or in the address of a page that shows it. */
function transactionIn(text: string): string | undefined {
  const found = new Set(
    text.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi)?.map((one) => one.toLowerCase()),
  )
  const [transactionId] = found
  return found.size === 1 ? transactionId : undefined
}
