import { z } from 'zod'
import type { CallbackOutcome, CallbackRow, CallbackVerdict } from '../../shared/contract/relay.ts'
import { callbackPath, type Delivery, type Gateway, RelayCheck } from '../../shared/relay-protocol.ts'
import type { CallbackRefusal, Verdict } from '../gateways/callback.ts'
import { parseJsonText } from '../gateways/json-text.ts'
import type { CallbackNews } from '../gateways/vendor.ts'
import { vendorOf } from '../gateways/vendor-registry.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { CallbackLog, NewCallback } from './callback-log.ts'

// Where deliveries become looks. A callback moves no payment: if its signature is right the gateway is asked about that
// one now, and if not it is a line in the log.

/** Gateways send the same news several times within seconds; one look sees it. */
const SAME_NEWS_MS = 10_000

/** Refused ones are all in the log of callbacks; the technical log, which only grows, hears of them this often. */
const SAID_EVERY_MS = 1_000

export type CallbackDesk = {
  /**
   * Notes a delivery, and has its payment looked at if it is verified. Rejects when the secret cannot be read or the
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
  /** This till's payment with that charge, if it is one. */
  readonly paymentOf: (gateway: Gateway, chargeId: string) => NonNullable<CallbackRow['payment']> | undefined
  /** Looks soon, settles the callback with what comes of it, and is not waited for. */
  readonly look: (callbackId: number, paymentId: string) => void
}

type Judged = Verdict<CallbackNews>

export function createCallbackDesk(dependencies: Dependencies): CallbackDesk {
  const { clock, log, callbacks, secretOf, takesShortForm, paymentOf, look } = dependencies
  /** News to the time of its look, oldest first. */
  const seen = new Map<string, number>()
  let saidAt = Number.NEGATIVE_INFINITY

  const judge = async (delivery: Delivery, channel: string): Promise<Judged> => {
    const secret = await secretOf(delivery.gateway)
    return vendorOf(delivery.gateway).judge(delivery, secret, clock.now(), {
      callbackPath: callbackPath(channel, delivery.gateway),
      takesShortForm: takesShortForm(),
    })
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
      const judged = await judge(delivery, channel)
      const verdict = verdictOf(judged, delivery)
      const chargeId = judged.ok ? judged.lookAt : null
      const payment = chargeId === null ? null : (paymentOf(delivery.gateway, chargeId) ?? null)
      forgetOldNews()
      const news = judged.ok ? newsOf(delivery, judged) : ''
      const { id: deliveryId, gateway, receivedAt, source } = delivery
      const callback: NewCallback = {
        ...{ channel, deliveryId, receivedAt, source, gateway, verdict, chargeId, payment },
        outcome: outcomeOf(judged, payment, seen.has(news)),
      }
      const noted = callbacks.note(callback)
      if (verdict.kind === 'refused') sayRefused(delivery, verdict.reason)
      if (noted.isLooking && payment) {
        seen.set(news, clock.now())
        look(noted.id, payment.id)
      }
      return callback
    },
  }
}

function outcomeOf(judged: Judged, payment: CallbackRow['payment'], isKnownNews: boolean): CallbackOutcome {
  if (!judged.ok) return { kind: 'none' }
  if (payment === null) return { kind: 'notOurs' }
  return { kind: isKnownNews ? 'repeated' : 'looking' }
}

function verdictOf(judged: Judged, delivery: Delivery): CallbackVerdict {
  if (judged.ok) return { kind: 'verified', vendorStatus: judged.vendorStatus }
  const { reason } = judged
  if (reason === 'notAPayment' || isTest(delivery)) return { kind: 'ignored' }
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
