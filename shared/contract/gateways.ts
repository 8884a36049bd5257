import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { CurrencyCode } from '../money/currency.ts'
import { isRate } from '../money/rate.ts'
import { Instant } from '../payment/payment.ts'
import { Gateway } from '../relay-protocol.ts'
import { request } from './define.ts'
import { Word } from './pin.ts'
import { RealMode, Secret } from './secret.ts'

/** How a gateway has been answering. `checkedAt` is the last answer of any kind that was the gateway's own. */
export const GatewayHealth = z.strictObject({
  state: z.enum(['unknown', 'ok', 'failing']),
  error: AppError.nullable(),
  checkedAt: Instant.nullable(),
})
export type GatewayHealth = z.infer<typeof GatewayHealth>

/** The last answers of a gateway, at most `RECENT_CALLS` of them: how many failed, and the median of their times in ms. */
export const RecentCalls = z.strictObject({
  calls: z.int().nonnegative(),
  failures: z.int().nonnegative(),
  medianMs: z.number().nonnegative().nullable(),
})
export type RecentCalls = z.infer<typeof RecentCalls>

export const RECENT_CALLS = 20

/** What a vendor calls one of the things that the owner pastes, such as `api-key`. */
export const SecretName = z.string().regex(/^[a-z][a-z-]{0,30}$/)

/** One secret of a gateway as far as it may be known: never more than its last four characters. */
export const SecretView = z.strictObject({
  name: SecretName,
  ending: z.string().max(4).nullable(),
  /** Without it the gateway cannot be worked with. */
  isNeeded: z.boolean(),
  /** Without it no callback can be verified. */
  signsCallbacks: z.boolean(),
})
export type SecretView = z.infer<typeof SecretView>

const Step = z.enum(['status', 'clock', 'key', 'coin', 'minimum'])

/** One gateway as the owner knows it. */
export const GatewayView = z.strictObject({
  id: Gateway,
  /** As it writes itself. */
  title: z.string(),
  /** What it is set up with in each mode; null where the vendor has no such environment. */
  secrets: z.strictObject({
    sandbox: z.array(SecretView).nullable(),
    live: z.array(SecretView).nullable(),
  }),
  /** It takes USDT amounts only: the shop's currency is converted at a rate of the owner's choice. */
  pricesInUsdt: z.boolean(),
  /** The steps of its connection test, in order. */
  steps: z.array(Step),
  /** In the open mode; null where it is not set up there. */
  inUse: z
    .strictObject({
      health: GatewayHealth,
      recent: RecentCalls,
      /** The next charge goes there. */
      isNext: z.boolean(),
    })
    .nullable(),
})
export type GatewayView = z.infer<typeof GatewayView>

/** One step of the connection test, in the order they are run. */
export const ConnectionStep = z.strictObject({
  step: Step,
  error: AppError.nullable(),
})
export type ConnectionStep = z.infer<typeof ConnectionStep>

/** The steps that ran; the last one carries the error if there was one. Stored only when all passed. */
export const ConnectionReport = z.strictObject({
  steps: z.array(ConnectionStep),
  minimumUsdt: z.string().nullable(),
  stored: z.boolean(),
})
export type ConnectionReport = z.infer<typeof ConnectionReport>

/** The shop's currency for one USDT, as plain decimal text: "0.9184", "25370". */
export const RateText = z.string().refine(isRate)

/** What the owner set as the rate, and when. It holds for a day (`shared/own-rate.ts`). */
export const OwnRate = z.strictObject({ currency: CurrencyCode, perUsdt: RateText, setAt: Instant })
export type OwnRate = Readonly<z.infer<typeof OwnRate>>

/** Where the rate comes from: the owner's own, or that of a gateway that prices in the shop's currency, and the owner's when it has none. */
export const RateFrom = z.enum(['owner', 'gateway'])
export type RateFrom = z.infer<typeof RateFrom>

const GatewayOfMode = { mode: RealMode, gateway: Gateway }

/**
 * The owner's gateways. Secrets cross inwards only. Whose account the customers pay to is said with one's own PIN; `word` is
 * null at a till without people, and where nothing is given but to be tested.
 */
export const gateways = {
  /** Tests with what is given and, for the rest, with what is stored; when all passes, what was given goes to the keychain. */
  connect: request(
    ['cashier'],
    z.strictObject({ ...GatewayOfMode, word: Word.nullable(), secrets: z.record(SecretName, Secret) }),
    ConnectionReport,
  ),
  /** `alreadyLive` while a payment of the open mode is in progress. */
  forget: request(['cashier'], z.strictObject({ ...GatewayOfMode, word: Word.nullable() }), z.null()),
  /** The order of preference: each gateway once. The next charge follows it. */
  prefer: request(
    ['cashier'],
    z.strictObject({ order: z.array(Gateway).max(20), word: Word.nullable() }),
    z.null(),
  ),
  /** The owner's own rate for the shop's currency, from now on; null takes it back. `journalUnavailable`: what is not on record does not hold. */
  setRate: request(['cashier'], z.strictObject({ perUsdt: RateText.nullable() }), z.null()),
}
