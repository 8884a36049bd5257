import { z } from 'zod'

// What the relay and a till say to each other, and where gateways call. A wire format: both ends may be of different
// versions, so fields are only ever added, and readers ignore what they do not know.

const JSON_TYPE = 'application/json'

/**
 * How each gateway calls, and what it takes for "delivered": all that is known of it where no adapter may be imported.
 * `headers` are what its signature is made of, lower case, and nothing that could identify anybody; `finished` is its word in lower case.
 */
export const CALLERS = {
  nowpayments: {
    headers: ['x-nowpayments-sig'],
    types: [JSON_TYPE],
    answer: '{"ok":true}',
    finished: 'finished',
  },
  'usdt-payments': {
    headers: ['x-signature'],
    // Its documents name no content type and its samples are PHP, which sends a text as a form unless told otherwise.
    types: [JSON_TYPE, 'application/x-www-form-urlencoded', 'text/plain', ''],
    answer: '{"ok":true}',
    finished: 'paid',
  },
  paystablecoin: {
    headers: ['x-signature', 'x-timestamp'],
    types: [JSON_TYPE],
    answer: '{"code":"00000"}',
    finished: 'succeeded',
  },
} as const

export type Gateway = keyof typeof CALLERS

/** The last part of a callback's path. */
export const Gateway = z.enum(Object.keys(CALLERS) as [Gateway, ...Gateway[]])

/** Request headers that are kept with a delivery. */
export const KEPT_HEADERS: readonly string[] = [
  ...new Set(['content-type', ...Object.values(CALLERS).flatMap(({ headers }) => headers)]),
]

/** Bytes in the body of a callback; larger ones are refused with 413. */
export const BODY_LIMIT = 64 * 1024

/** A silent stream is a dead one: the relay says something at least this often. */
export const KEEP_ALIVE_MS = 15_000

export const STREAM_PATH = '/out'
export const ACKNOWLEDGE_PATH = '/ack'

/** The path a gateway posts to. Also what PayStablecoin signs, so a proxy in front must not change it. */
export function callbackPath(channel: string, gateway: Gateway): string {
  return `/in/${channel}/${gateway}`
}

const DeliveryId = z.int().positive()

/** One callback as the relay received it. Ids of a channel rise by one each; a gap means that some were pruned. */
export const Delivery = z.object({
  id: DeliveryId,
  gateway: Gateway,
  receivedAt: z.iso.datetime(),
  /** The sender's IP address as text; told by the proxy in front where there is one. */
  source: z.string(),
  /** Those of `KEPT_HEADERS` that came. */
  headers: z.record(z.string(), z.string()),
  /** The exact bytes, in base64. */
  body: z.base64().max(Math.ceil(BODY_LIMIT / 3) * 4),
})
export type Delivery = z.infer<typeof Delivery>

/**
 * The first event of every stream. `latest` is the last id given so far, `oldest` the first one still kept; both 0
 * when there was none. A till whose last id is above `latest` talks to a relay that lost its store: it is sent
 * everything there is.
 */
export const Hello = z.object({
  channel: z.string(),
  oldest: z.int().nonnegative(),
  latest: z.int().nonnegative(),
})
export type Hello = z.infer<typeof Hello>

/** Names of the server-sent events on the stream. A delivery's event id is the delivery's id. */
export const StreamEvent = { hello: 'hello', delivery: 'delivery' } as const

/** "Everything up to here is in my journal": the relay may forget it after the time it states. Answered with 204. */
export const Acknowledgement = z.object({ upTo: z.int().nonnegative() })
export type Acknowledgement = z.infer<typeof Acknowledgement>

/**
 * The body of a test callback, as `relay check` posts it through the public URL. No gateway sends one and nobody can sign
 * it: a till knows it by its body alone, whatever the headers say, and it means nothing to any payment.
 */
export const RelayCheck = z.object({ relay_check: z.string().regex(/^[\w-]{16,64}$/) })
export type RelayCheck = z.infer<typeof RelayCheck>
