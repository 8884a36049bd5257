import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import {
  bodyText,
  headerOf,
  isSameText,
  refused,
  type SignedDelivery,
  signingKey,
  type Verdict,
} from '../callback.ts'
import { parseJsonText } from '../json-text.ts'

export type PayStablecoinCallback = {
  /** Our order id: what the vendor is asked about an order by. */
  readonly merchantOrderId: string
  readonly acquiringOrderId: string | null
  readonly vendorStatus: string
}

export type PayStablecoinSigning = {
  /** Path of the callback URL as the vendor was given it, without its query: the vendor signs it too. */
  readonly callbackPath: string
  /** Whether the form of the vendor's Python page (time and body, no path) counts beside that of its webhook page. */
  readonly takesShortForm: boolean
}

const MAX_AGE_MS = 5 * 60_000

const OrderCallback = z.object({
  merchantOrderId: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  acquiringOrderId: z.string().min(1).max(200).nullish(),
  status: z.string().min(1).max(200),
})

/**
 * The vendor's pages disagree about what is signed (PayStablecoin API, webhooks): the form with the path always counts,
 * the one without when the owner says so. The signed time has to be within five minutes of the callback's arrival; see
 * `misdated`. `now` in ms.
 */
export function verify(
  delivery: SignedDelivery,
  secret: string | null,
  now: number,
  signing: PayStablecoinSigning,
): Verdict<PayStablecoinCallback> {
  const key = signingKey(secret)
  if (key === '') return refused('noSecret')
  const given = headerOf(delivery, 'x-signature')
  if (given === '') return refused('noSignature')
  const timestamp = headerOf(delivery, 'x-timestamp')
  if (!/^\d{13}$/.test(timestamp)) return refused('noTimestamp')
  const body = bodyText(delivery)
  if (!body.ok) return refused(body.error)
  const messages = signableMessages(timestamp, body.value, signing)
  // Every form is compared, whichever is right: the time taken does not tell.
  const matching = messages.filter((message) => isSameText(given, sign(message, key)))
  if (matching.length === 0) return refused('wrongSignature')
  const fault = misdated(Number(timestamp), delivery, now)
  return fault === null ? read(body.value) : refused(fault)
}

/** What is signed of a request: `path` without its query, `content` the body of a POST, null where there is none. */
export type Signable = {
  /** Milliseconds since the epoch, 13 digits. */
  readonly timestamp: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly content: string | null
}

/** Time, method, path and the hash of what is sent, a line each; the last line is left out where nothing is sent. */
export function signRequest({ timestamp, method, path, content }: Signable, secret: string): string {
  const lines = [timestamp, method, path, ...(content === null ? [] : [hashOf(content)])]
  return sign(lines.join('\n'), signingKey(secret))
}

function hashOf(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('base64')
}

function sign(message: string, key: string): string {
  return createHmac('sha256', key).update(message, 'utf8').digest('base64')
}

function signableMessages(timestamp: string, body: string, signing: PayStablecoinSigning): readonly string[] {
  const official = `${timestamp}\nPOST\n${signing.callbackPath}\n${hashOf(body)}`
  return signing.takesShortForm ? [official, `${timestamp}\n${body}`] : [official]
}

/**
 * A callback caught again and sent later is refused by its age on arrival. A till that was away reads deliveries hours
 * old, so arrival is when the relay took it; a relay whose clock is wrong is made good by the till's own while it listens.
 */
function misdated(signedAt: number, { receivedAt }: SignedDelivery, now: number): 'tooOld' | 'tooNew' | null {
  const isFresh = [Date.parse(receivedAt), now].some((time) => Math.abs(time - signedAt) <= MAX_AGE_MS)
  if (isFresh) return null
  return signedAt < now ? 'tooOld' : 'tooNew'
}

function read(body: string): Verdict<PayStablecoinCallback> {
  const order = OrderCallback.safeParse(parseJsonText(body))
  if (!order.success) return refused('notAPayment')
  const { merchantOrderId, acquiringOrderId, status } = order.data
  return { ok: true, merchantOrderId, acquiringOrderId: acquiringOrderId ?? null, vendorStatus: status }
}
