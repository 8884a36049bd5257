import { z } from 'zod'
import { failureKinds, faultSchema, matchSchema, mutations } from '../faults.ts'
import { accountSchema, amountText, settingsSchema } from '../nowpayments/settings.ts'

// Every control, once: the HTTP routes under /_control, the in-process functions and the client for tests all derive
// from this value. A control `payTwice` would be `POST /_control/pay-twice`; those that only look answer GET as well.

export const payKinds = ['exact', 'less', 'more', 'amount', 'late', 'wrong-asset', 'again'] as const

const onPayment = z.object({ paymentId: z.string().regex(/^\d+$/) })
const nothing = z.object({}).default({})
const faultMatch = { times: z.number().int().min(1).max(10_000).optional(), match: matchSchema.optional() }

export const chargeView = z.object({
  vendor: z.literal('nowpayments'),
  paymentId: z.string(),
  status: z.string(),
  orderId: z.string().nullable(),
  orderDescription: z.string().nullable(),
  priceAmount: z.string(),
  priceCurrency: z.string(),
  payAmount: z.string(),
  payCurrency: z.string(),
  actuallyPaid: z.string(),
  address: z.string(),
  payinHash: z.string().nullable(),
  parentPaymentId: z.string().nullable(),
  childPaymentIds: z.array(z.string()),
  originType: z.enum(['REPEATED', 'WRONG_ASSET']).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  validUntil: z.string(),
  canStep: z.boolean(),
})

export const callbackView = z.object({
  paymentId: z.string(),
  status: z.string(),
  url: z.string(),
  body: z.string(),
  headers: z.record(z.string(), z.string()),
  at: z.number(),
  attempt: z.number(),
  answer: z.number().nullable(),
})

const callView = z.object({
  at: z.number(),
  method: z.string(),
  path: z.string(),
  state: z.enum(['under way', 'held', 'answered', 'cut']),
  status: z.number().nullable(),
})
const stateView = z.object({
  shopName: z.string(),
  now: z.string(),
  charges: z.array(chargeView),
  faults: z.array(faultSchema),
  settings: settingsSchema,
})
const chargeReply = z.object({ charge: chargeView })
const faultsReply = z.object({ faults: z.array(faultSchema) })
const callbacksReply = z.object({ callbacks: z.array(callbackView) })

const looking = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  reads: true,
  input,
  output,
})
const doing = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  reads: false,
  input,
  output,
})

export const controlContract = {
  state: looking(nothing, stateView),
  charges: looking(nothing, z.object({ charges: z.array(chargeView) })),
  /** Requests that reached the vendor's paths, oldest first. `status` is null until, or unless, one is answered. */
  calls: looking(nothing, z.object({ calls: z.array(callView) })),
  callbacks: looking(nothing, callbacksReply),
  faults: looking(nothing, faultsReply),

  /** A customer sends money. `amount` is for the kinds amount, again and wrong-asset. Replies with the charge the
   * money counts for, which is a new child for a repeated deposit or a wrong asset. */
  pay: doing(
    onPayment.extend({ kind: z.enum(payKinds), amount: amountText.optional(), coin: z.string().optional() }),
    chargeReply,
  ),
  step: doing(onPayment, chargeReply),
  /** Skips the remaining stages. A charge without a deposit is paid exactly first. */
  finish: doing(onPayment, chargeReply),
  setStatus: doing(onPayment.extend({ status: z.string().min(1).max(60) }), chargeReply),
  expire: doing(onPayment, chargeReply),
  fail: doing(onPayment, chargeReply),
  refund: doing(onPayment, chargeReply),

  advance: doing(z.object({ ms: z.number().int().min(0) }), z.object({ now: z.string() })),

  failNext: doing(
    z.object({ as: z.enum(failureKinds), field: z.string().optional(), ...faultMatch }),
    faultsReply,
  ),
  delayNext: doing(
    z.object({
      ms: z.number().int().min(0),
      when: z.enum(['before', 'after']).default('after'),
      ...faultMatch,
    }),
    faultsReply,
  ),
  /** `after`: the request is processed and its reply lost; `before`: the request never arrives. */
  cutNext: doing(z.object({ when: z.enum(['before', 'after']), ...faultMatch }), faultsReply),
  tamperNext: doing(z.object({ mutation: z.enum(mutations), ...faultMatch }), faultsReply),
  clearFaults: doing(nothing, faultsReply),

  /** `again` repeats the newest callback, `out-of-order` sends all of a payment's callbacks newest first. */
  sendCallback: doing(
    onPayment.extend({
      how: z.enum(['again', 'twice', 'out-of-order']),
      signature: z.enum(['right', 'wrong', 'missing', 'legacy']).default('right'),
    }),
    callbacksReply,
  ),

  configure: doing(settingsSchema.partial(), z.object({ settings: settingsSchema })),
  setRate: doing(z.object({ currency: z.string().min(3), usdt: z.string() }), nothing),
  /** Without `account` the first account is meant. */
  setAccount: doing(
    accountSchema.omit({ name: true, apiKey: true }).partial().extend({ account: z.string().optional() }),
    z.object({ account: accountSchema }),
  ),
  rotateKey: doing(
    z.object({ account: z.string().optional(), apiKey: z.string().min(1).optional() }).default({}),
    z.object({ apiKey: z.string() }),
  ),
  /** Forgets charges, faults, callbacks and changed settings. The clock stays where it is. */
  reset: doing(nothing, nothing),
}

export type ControlContract = typeof controlContract
export type ControlName = keyof ControlContract

type Input<N extends ControlName> = z.input<ControlContract[N]['input']>
type Output<N extends ControlName> = z.output<ControlContract[N]['output']>

/** The controls as functions: in process, and over HTTP in tests. They reject with a sentence on a wrong input. */
export type SimulatorControl = {
  [N in ControlName]: undefined extends Input<N>
    ? (input?: Input<N>) => Promise<Output<N>>
    : (input: Input<N>) => Promise<Output<N>>
}

export type ControlHandlers = {
  [N in ControlName]: (input: z.output<ControlContract[N]['input']>) => Output<N> | Promise<Output<N>>
}

export type ChargeView = z.infer<typeof chargeView>
export type CallbackView = z.infer<typeof callbackView>

/** `setStatus` is reached at `/_control/set-status`. */
export const controlPath = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export const controlNames = Object.keys(controlContract) as readonly ControlName[]
