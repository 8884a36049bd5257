import { z } from 'zod'
import type { CallbackOutcome, CallbackRow, CallbackVerdict } from '../../shared/contract/relay.ts'
import type { PayoutObservation } from '../../shared/refund/payout.ts'
import type { RefundStatus } from '../../shared/refund/refund.ts'
import { callbackPath, type Delivery, type Gateway, RelayCheck } from '../../shared/relay-protocol.ts'
import type { CallbackRefusal, Verdict } from '../gateways/callback.ts'
import { parseJsonText } from '../gateways/json-text.ts'
import type { CallbackNews } from '../gateways/vendor.ts'
import { vendorOf } from '../gateways/vendor-registry.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { CallbackLog, NewCallback } from './callback-log.ts'

// Where deliveries become looks. A callback moves no payment: if its signature is right the gateway is asked about that
// one now, and if not it is a line in the log. Of a payout nothing can be asked while nobody is signed in, so there the
// gateway's signature is the evidence.

/** Gateways send the same news several times within seconds; one look sees it. */
const SAME_NEWS_MS = 10_000

/** Refused ones are all in the log of callbacks; the technical log, which only grows, hears of them this often. */
const SAID_EVERY_MS = 1_000

export type CallbackDesk = {
  /**
   * Notes a delivery, and has its payment looked at if it is verified; of a payout it is the news itself. Rejects when the secret cannot be read or the
   * callback not be noted: it then comes again. `channel` is the one it came through: PayStablecoin signs the path.
   */
  take(delivery: Delivery, channel: string): Promise<NewCallback>
}

type Dependencies = {
  readonly clock: Clock
  readonly log: Log
  readonly callbacks: Pick<CallbackLog, 'note'>
  /** What this gateway signs with; null when the owner has set nothing. */
  readonly secretOf: (gateway: Gateway) => Promise<string | null>
  /** Whether PayStablecoin's form without the path counts too. */
  readonly takesShortForm: () => boolean
  /** This till's payment with that charge, or of that invoice, if it is one. */
  readonly paymentOf: (
    gateway: Gateway,
    chargeId: string,
    invoiceId: string | undefined,
  ) => NonNullable<CallbackRow['payment']> | undefined
  /** What a signed callback says of a payout is evidence by itself; undefined when it is no refund of this till's. */
  readonly heard: (payout: PayoutObservation, raw: string) => HeardRefund | undefined
  /** Looks soon at the payment, and at that charge where it is another than its own; settles the callback with what comes of it, and is not waited for. */
  readonly look: (callbackId: number, paymentId: string, chargeId: string) => void
}

/** The refund that a payout belongs to: its payment, and its status before and after. */
export type HeardRefund = {
  readonly payment: NonNullable<CallbackRow['payment']>
  readonly before: RefundStatus
  readonly after: RefundStatus
}

type Judged = Verdict<CallbackNews>
/** What a callback comes to, whatever it is about. */
type Told = Pick<NewCallback, 'verdict' | 'chargeId' | 'payment' | 'outcome'>

export function createCallbackDesk(dependencies: Dependencies): CallbackDesk {
  const { clock, log, callbacks, secretOf, takesShortForm, paymentOf, heard, look } = dependencies
  /** News to the time of its look, oldest first. */
  const seen = new Map<string, number>()
  let saidAt = Number.NEGATIVE_INFINITY

  const judge = (delivery: Delivery, secret: string | null, channel: string): Judged =>
    vendorOf(delivery.gateway).judge(delivery, secret, clock.now(), {
      callbackPath: callbackPath(channel, delivery.gateway),
      takesShortForm: takesShortForm(),
    })

  const ofCharge = (delivery: Delivery, judged: Judged): Told => {
    const chargeId = judged.ok ? judged.lookAt : null
    const invoiceId = judged.ok ? judged.invoiceId : undefined
    const payment = chargeId === null ? null : (paymentOf(delivery.gateway, chargeId, invoiceId) ?? null)
    forgetOldNews()
    const isKnown = judged.ok && seen.has(newsOf(delivery, judged))
    return {
      verdict: verdictOf(judged, delivery),
      chargeId,
      payment,
      outcome: outcomeOf(judged, payment, isKnown),
    }
  }

  const ofPayout = (delivery: Delivery, payout: PayoutObservation): Told => {
    const known = heard(payout, textOf(delivery.body))
    return {
      verdict: { kind: 'verified', vendorStatus: payout.vendorStatus },
      chargeId: payout.payoutId,
      payment: known?.payment ?? null,
      outcome: known ? { kind: 'refund', from: known.before, to: known.after } : { kind: 'notOurs' },
    }
  }

  const forgetOldNews = (): void => {
    for (const [news, at] of seen) {
      // A till whose clock was put back forgets as well.
      if (Math.abs(clock.now() - at) < SAME_NEWS_MS) break
      seen.delete(news)
    }
  }

  const sayRefused = ({ id, gateway, source }: Delivery, reason: CallbackRefusal): void => {
    if (Math.abs(clock.now() - saidAt) < SAID_EVERY_MS) return
    saidAt = clock.now()
    log.warn({ delivery: id, gateway, source, reason }, 'callback refused')
  }

  return {
    async take(delivery, channel) {
      const secret = await secretOf(delivery.gateway)
      const judged = judge(delivery, secret, channel)
      const payout = judged.ok ? null : (vendorOf(delivery.gateway).payoutIn?.(delivery, secret) ?? null)
      const callback = {
        ...originOf(delivery, channel),
        ...(payout ? ofPayout(delivery, payout) : ofCharge(delivery, judged)),
      }
      const noted = callbacks.note(callback)
      const { verdict, payment } = callback
      if (verdict.kind === 'refused') sayRefused(delivery, verdict.reason)
      if (noted.isLooking && payment) {
        if (judged.ok) seen.set(newsOf(delivery, judged), clock.now())
        look(noted.id, payment.id, callback.chargeId ?? '')
      }
      return callback
    },
  }
}

function originOf({ id: deliveryId, gateway, receivedAt, source }: Delivery, channel: string) {
  return { channel, deliveryId, receivedAt, source, gateway }
}

function outcomeOf(judged: Judged, payment: CallbackRow['payment'], isKnownNews: boolean): CallbackOutcome {
  if (!judged.ok) return { kind: 'none' }
  if (payment === null) return { kind: 'notOurs' }
  return { kind: isKnownNews ? 'repeated' : 'looking' }
}

function verdictOf(judged: Judged, delivery: Delivery): CallbackVerdict {
  if (judged.ok) return { kind: 'verified', vendorStatus: judged.vendorStatus }
  const { reason } = judged
  if (reason === 'recurring') return { kind: 'ignored', about: 'recurring' }
  if (reason === 'notAPayment') return { kind: 'ignored', about: 'other' }
  if (isTest(delivery)) return { kind: 'ignored', about: 'test' }
  return { kind: 'refused', reason }
}

/** The technician's test of the relay: nobody signs it, and it says nothing. */
function isTest({ body }: Delivery): boolean {
  return RelayCheck.safeParse(parseJsonText(textOf(body))).success
}

function textOf(body: string): string {
  return Buffer.from(body, 'base64').toString('utf8')
}

const Fields = z.record(z.string(), z.unknown())

/** The same text for the same news: gateway, charge, status and what has come. */
function newsOf({ gateway, body }: Delivery, { chargeId, vendorStatus }: CallbackNews): string {
  const fields = Fields.safeParse(parseJsonText(textOf(body)))
  return JSON.stringify([
    gateway,
    chargeId,
    vendorStatus,
    fields.data?.[vendorOf(gateway).arrivedField] ?? null,
  ])
}
