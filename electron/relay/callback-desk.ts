import { z } from 'zod'
import { assertNever } from '../../shared/assert-never.ts'
import { callbackPath, type Delivery, type Gateway } from '../../shared/relay-protocol.ts'
import type { CallbackRefusal } from '../gateways/callback.ts'
import { parseJsonText } from '../gateways/json-text.ts'
import { verify as verifyNowPayments } from '../gateways/nowpayments/signature.ts'
import { verify as verifyPayStablecoin } from '../gateways/paystablecoin/signature.ts'
import { verify as verifyUsdtPayments } from '../gateways/usdt-payments/signature.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'

// Where deliveries become looks. A callback moves no payment: if its signature is right the gateway is asked about that
// one now, and if not it is a line in the log.

/** Gateways send the same news several times within seconds; one look sees it. */
const SAME_NEWS_MS = 10_000

export type CallbackVerdict =
  | { readonly kind: 'verified'; readonly vendorStatus: string }
  /** Genuine, and about no charge. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'refused'; readonly reason: Exclude<CallbackRefusal, 'notAPayment'> }

/** One line of the log of callbacks. */
export type CallbackEntry = {
  readonly deliveryId: number
  readonly gateway: Gateway
  readonly receivedAt: string
  readonly verdict: CallbackVerdict
  /** The charge it is about, in the words its gateway is asked with; null unless verified. */
  readonly chargeId: string | null
}

export type CallbackFigures = Readonly<Record<CallbackVerdict['kind'], number>>

export type CallbackDesk = {
  /** Rejects only when the secret cannot be read. `channel` is the one it came through: PayStablecoin signs the path. */
  take(delivery: Delivery, channel: string): Promise<CallbackEntry>
  figures(): CallbackFigures
}

type Dependencies = {
  readonly clock: Clock
  readonly log: Log
  /** What this gateway signs with; null when the owner has set nothing. */
  readonly secretOf: (gateway: Gateway) => Promise<string | null>
  /** Whether PayStablecoin's form without the path counts too. */
  readonly takesShortForm: () => boolean
  /** Asks for a look soon, and does not wait for it: after a crash whatever is open is looked at anyway. */
  readonly look: (gateway: Gateway, chargeId: string) => void
}

/** A verified callback, whichever vendor's. */
type Said = {
  readonly chargeId: string
  /** The till knows the charge it made; a further deposit to it has an id of its own. */
  readonly lookAt: string
  readonly vendorStatus: string
}

type Judged =
  | { readonly ok: true; readonly said: Said }
  | { readonly ok: false; readonly reason: CallbackRefusal }

export function createCallbackDesk(dependencies: Dependencies): CallbackDesk {
  const { clock, log, secretOf, takesShortForm, look } = dependencies
  const figures = { verified: 0, ignored: 0, refused: 0 }
  /** News to the time of its look, oldest first. */
  const seen = new Map<string, number>()

  const judge = async (delivery: Delivery, channel: string): Promise<Judged> => {
    const secret = await secretOf(delivery.gateway)
    return judgeWith(delivery, secret, clock.now(), {
      callbackPath: callbackPath(channel, 'paystablecoin'),
      takesShortForm: takesShortForm(),
    })
  }

  const lookOnce = (delivery: Delivery, said: Said): void => {
    const now = clock.now()
    for (const [news, at] of seen) {
      // A till whose clock was put back forgets as well.
      if (Math.abs(now - at) < SAME_NEWS_MS) break
      seen.delete(news)
    }
    const news = newsOf(delivery, said)
    if (seen.has(news)) return
    look(delivery.gateway, said.lookAt)
    seen.set(news, now)
  }

  return {
    async take(delivery, channel) {
      const judged = await judge(delivery, channel)
      const verdict = verdictOf(judged)
      figures[verdict.kind] += 1
      if (verdict.kind === 'refused') {
        const { id, gateway, source } = delivery
        log.warn({ delivery: id, gateway, source, reason: verdict.reason }, 'callback refused')
      }
      if (judged.ok) lookOnce(delivery, judged.said)
      return {
        deliveryId: delivery.id,
        gateway: delivery.gateway,
        receivedAt: delivery.receivedAt,
        verdict,
        chargeId: judged.ok ? judged.said.lookAt : null,
      }
    },
    figures: () => ({ ...figures }),
  }
}

function verdictOf(judged: Judged): CallbackVerdict {
  if (judged.ok) return { kind: 'verified', vendorStatus: judged.said.vendorStatus }
  const { reason } = judged
  return reason === 'notAPayment' ? { kind: 'ignored' } : { kind: 'refused', reason }
}

type Signing = Parameters<typeof verifyPayStablecoin>[3]

function judgeWith(delivery: Delivery, secret: string | null, now: number, signing: Signing): Judged {
  switch (delivery.gateway) {
    case 'nowpayments': {
      const verdict = verifyNowPayments(delivery, secret, now)
      if (!verdict.ok) return verdict
      const { chargeId, parentChargeId, vendorStatus } = verdict
      return { ok: true, said: { chargeId, lookAt: parentChargeId ?? chargeId, vendorStatus } }
    }
    case 'usdt-payments': {
      const verdict = verifyUsdtPayments(delivery, secret, now)
      if (!verdict.ok) return verdict
      const { chargeId, vendorStatus } = verdict
      return { ok: true, said: { chargeId, lookAt: chargeId, vendorStatus } }
    }
    case 'paystablecoin': {
      const verdict = verifyPayStablecoin(delivery, secret, now, signing)
      if (!verdict.ok) return verdict
      const { merchantOrderId: chargeId, vendorStatus } = verdict
      return { ok: true, said: { chargeId, lookAt: chargeId, vendorStatus } }
    }
    default:
      return assertNever(delivery.gateway)
  }
}

/** Where each vendor says how much has come. Only told apart, never counted with. */
const ARRIVED_FIELD: Readonly<Record<Gateway, string>> = {
  nowpayments: 'actually_paid',
  'usdt-payments': 'pay_amount',
  paystablecoin: 'cryptoPaidAmount',
}

const Fields = z.record(z.string(), z.unknown())

/** The same text for the same news: gateway, charge, status and what has come. */
function newsOf({ gateway, body }: Delivery, { chargeId, vendorStatus }: Said): string {
  const fields = Fields.safeParse(parseJsonText(Buffer.from(body, 'base64').toString('utf8')))
  return JSON.stringify([gateway, chargeId, vendorStatus, fields.data?.[ARRIVED_FIELD[gateway]] ?? null])
}
