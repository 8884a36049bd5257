import { z } from 'zod'
import { payKinds } from '../customers.ts'
import { failureKinds, faultSchema, matchSchema, mutations } from '../faults.ts'
import { definitions } from '../running-vendors.ts'
import { amountText } from '../settings.ts'
import { chargeFacts, signings } from './charge-view.ts'

// Every control, once: the HTTP routes under /_control, the in-process functions and the client for tests all derive
// from this value. A control `payTwice` would be `POST /_control/pay-twice`; those that only look answer GET as well.

const vendorName = z.enum(definitions.map(({ name }) => name))

/** The id a vendor gave a charge, or another by which that vendor knows it. No two vendors' ids look alike. */
const onPayment = z.object({ paymentId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/) })
const nothing = z.object({}).default({})
const faultMatch = { times: z.number().int().min(1).max(10_000).optional(), match: matchSchema.optional() }

export const chargeView = chargeFacts.extend({ vendor: vendorName, canRefund: z.boolean().optional() })

export const callbackView = z.object({
  paymentId: z.string(),
  status: z.string(),
  url: z.string(),
  body: z.string(),
  headers: z.record(z.string(), z.string()),
  at: z.number(),
  attempt: z.number(),
  answer: z.number().nullable(),
  taken: z.boolean(),
})

const values = z.record(z.string(), z.unknown())
const callView = z.object({
  at: z.number(),
  vendor: vendorName,
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
  /** By vendor. */
  settings: z.record(z.string(), values),
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
      signature: z.enum(signings).default('right'),
    }),
    callbacksReply,
  ),

  /** The next three mean NOWPayments when no `vendor` is named, and its first account when no `account` is. */
  configure: doing(
    z.union(definitions.map(({ settingsPatch }) => settingsPatch)),
    z.object({ settings: values }),
  ),
  setAccount: doing(
    z.union(definitions.map(({ accountPatch }) => accountPatch)),
    z.object({ account: values }),
  ),
  rotateKey: doing(
    z
      .object({
        vendor: vendorName.optional(),
        account: z.string().optional(),
        apiKey: z.string().min(1).optional(),
      })
      .default({}),
    z.object({ apiKey: z.string() }),
  ),
  /** What one unit of a currency is worth, for vendors that price in other currencies than USDT. */
  setRate: doing(z.object({ currency: z.string().min(3), usdt: z.string() }), nothing),
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
