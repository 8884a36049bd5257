import type { CallbackOutcome } from '../../shared/contract/relay.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Log } from '../log.ts'
import type { PaymentRepository } from '../payments/payment-repository.ts'
import type { PaymentWatcher } from '../payments/watching/payment-watcher.ts'
import type { SiblingCheck } from '../payments/watching/sibling-check.ts'
import type { Clock } from '../time/clock.ts'

const SECOND = 1_000
/**
 * The pauses before another payment of an invoice is asked about again. Nobody else looks at it until it is known, as the
 * watcher does at the payment itself; three quarters of an hour outlast most outages.
 */
const AGAIN_MS = [5, 15, 60, 180, 600, 1_800].map((seconds) => seconds * SECOND)

/** What a look is to be made at, and which callback it answers. An empty charge is not known any more. */
export type About = { readonly callbackId: number; readonly paymentId: string; readonly chargeId: string }

/** The looks that callbacks ask for, each followed until its callback can be settled. */
export type CallbackLooks = {
  /** Looks now, and is not waited for. */
  soon(about: About): void
  /** What is not settled by then stays as it is, and is looked at when the till opens. */
  close(): void
}

type Dependencies = {
  readonly repository: Pick<PaymentRepository, 'find'>
  readonly watcher: Pick<PaymentWatcher, 'check' | 'checkState'>
  readonly lookAtSibling: SiblingCheck
  readonly settle: (callbackId: number, outcome: CallbackOutcome) => void
  readonly clock: Clock
  readonly log: Log
}

export function createCallbackLooks(dependencies: Dependencies): CallbackLooks {
  const { repository, watcher, lookAtSibling, settle, clock, log } = dependencies
  /** By callback: takes its next try back. */
  const waiting = new Map<number, () => void>()
  let isClosed = false

  /** `found` is the payment as the callback found it; `tries` how often its charge was asked about in vain. */
  async function look(about: About, tries: number, found?: Payment): Promise<void> {
    const { paymentId, chargeId } = about
    const before = found ?? repository.find(paymentId)
    if (!before) return
    const isAnswered = isOwn(before, chargeId) || (await lookAtSibling(paymentId, chargeId, 'live'))
    if (isAnswered || tries === 0) await watcher.check(paymentId, 'callback')
    if (isClosed) return
    const pause = isAnswered ? undefined : AGAIN_MS[tries]
    if (pause === undefined) end(about, before, isAnswered)
    else lookAfter(pause, about, tries + 1, before)
  }

  function end({ callbackId, paymentId }: About, before: Payment, isAnswered: boolean): void {
    const after = repository.find(paymentId)
    const hasFailed = !isAnswered || watcher.checkState(paymentId).error !== null
    if (after) settle(callbackId, outcomeOf(before, after, hasFailed))
  }

  function lookAfter(pause: number, about: About, tries: number, found: Payment): void {
    cancel(about.callbackId)
    const next = clock.after(pause, () => {
      waiting.delete(about.callbackId)
      begin(about, tries, found)
    })
    waiting.set(about.callbackId, next)
  }

  function begin(about: About, tries: number, found?: Payment): void {
    // The payment is what counts, and its look is recorded: that the log misses its end costs one look more.
    look(about, tries, found).catch((error: unknown) =>
      log.error({ err: error, callback: about.callbackId }, 'end of a look not noted'),
    )
  }

  function cancel(callbackId: number): void {
    waiting.get(callbackId)?.()
    waiting.delete(callbackId)
  }

  return {
    soon(about) {
      if (isClosed) return
      cancel(about.callbackId)
      begin(about, 0)
    },
    close() {
      isClosed = true
      for (const callbackId of [...waiting.keys()]) cancel(callbackId)
    },
  }
}

function outcomeOf(before: Payment, after: Payment, hasFailed: boolean): CallbackOutcome {
  if (hasFailed) return { kind: 'unanswered' }
  if (JSON.stringify(before) === JSON.stringify(after)) return { kind: 'unchanged' }
  return { kind: 'changed', from: before.status, to: after.status }
}

/** False for another payment of its invoice; true where the callback's charge is not known any more. */
function isOwn(payment: Payment, chargeId: string): boolean {
  return chargeId === '' || !isCharged(payment) || payment.charge.chargeId === chargeId
}
