import type { AppError } from '../../../shared/app-error.ts'
import type { Mode } from '../../../shared/mode.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Clock } from '../../time/clock.ts'
import { reachable, wholeCents } from '../charge-checks.ts'
import type { CallOptions, ChargeRequest, Gateway, GatewayResult } from '../gateway.ts'
import { accept, call, failed, type Reading, send } from '../http/call.ts'
import type { RequestQueue } from '../request-queue.ts'
import { createClient } from './client.ts'
import { testConnection } from './connection-test.ts'
import { expiryFrom, GATEWAY_ID, orderBody, toCharge, toObservation } from './mapping.ts'
import { limitError, ownMethod, type PaymentMethod, toMethods } from './methods.ts'
import { MerchantOrderId, toMerchantOrderId } from './order-id.ts'
import { type RequestContext, refusalOf, silenceOf } from './refusal.ts'
import { AnyReply, MethodsReply, OrderReply } from './wire.ts'

export type PayStablecoinOptions = {
  /** `PRODUCTION_URL`, `SANDBOX_URL` (client.ts), or the practice gateway's. */
  readonly baseUrl: string
  readonly merchantId: string
  readonly apiSecret: string
  readonly mode: Mode
  readonly clock: Clock
  readonly queue: RequestQueue
  readonly version: string
  readonly timeoutMs?: number | undefined
}

/** The longest id the vendor takes of us. */
const MAX_ORDER_ID = 64

/**
 * PayStablecoin's API Checkout: orders priced in USDT, known by our own order id, for a way of paying that the vendor offers
 * at the time. It has no rates, and no charges for further deposits.
 */
export function createPayStablecoin(
  options: PayStablecoinOptions,
): Omit<Required<Gateway>, 'estimate' | 'createHostedCharge'> {
  const { clock, queue, mode, baseUrl } = options
  const client = createClient(options)
  const checkout = `/api/v1/merchants/${encodeURIComponent(options.merchantId.trim())}/checkout`
  const methodsPath = `${checkout}/payment-methods`
  const looking: RequestContext = { mode, currency: '', creates: false }

  const answering: Reading<AnyReply, null> = {
    creates: false,
    refusal: (reply) => silenceOf(reply, looking),
    schema: AnyReply,
    read: () => ok(null),
  }
  const offering: Reading<MethodsReply, readonly PaymentMethod[]> = {
    creates: false,
    refusal: (reply) => refusalOf(reply, looking),
    schema: MethodsReply,
    read: toMethods,
  }

  /** Asked for each time: what is offered changes, and so do its limits. */
  async function method({
    priority = 'background',
    ...limits
  }: CallOptions): Promise<GatewayResult<PaymentMethod>> {
    const answer = await call(client, queue, { path: methodsPath, ...limits }, priority, offering)
    if (!answer.ok) return answer
    const own = ownMethod(answer.value.value)
    const { raw } = answer.value
    return own.ok ? ok({ value: own.value, raw }) : err({ ...failed(own.error), raw })
  }

  return {
    id: GATEWAY_ID,

    reach: ({ priority = 'background', ...limits }: CallOptions = {}) =>
      call(client, queue, { path: methodsPath, ...limits }, priority, answering),

    async minimum(limits: CallOptions = {}) {
      const own = await method(limits)
      return own.ok ? ok({ value: own.value.value.minimum ?? 0n, raw: own.value.raw }) : own
    },

    async createCharge(given: ChargeRequest, { priority = 'person', ...limits }: CallOptions = {}) {
      const merchantOrderId = toMerchantOrderId(given.orderId)
      if (merchantOrderId === undefined) return err(failed(INVALID_ORDER_ID))
      const own = await method({ priority, ...limits })
      if (!own.ok) return own
      const { currency } = given.price
      const limit = limitError(own.value.value, wholeCents(given.usdt), currency)
      if (limit) return err({ ...failed(limit), raw: own.value.raw })
      const expiresAt = expiryFrom(clock.now())
      const request = { ...given, callbackUrl: reachable(given.callbackUrl, baseUrl) }
      const body = orderBody(request, { merchantOrderId, method: own.value.value, expiresAt })
      return call(client, queue, { path: `${checkout}/orders`, body, ...limits }, priority, {
        creates: true,
        refusal: (reply) => refusalOf(reply, { mode, currency, creates: true }),
        schema: OrderReply,
        read: (order) => toCharge(order, request, { expiresAt, method: own.value.value }),
      })
    },

    async readCharge(chargeId: string, { priority = 'background', ...limits }: CallOptions = {}) {
      if (!MerchantOrderId.test(chargeId)) return err(failed({ code: 'notFound' }))
      return call(client, queue, { path: `${checkout}/orders/${chargeId}`, ...limits }, priority, {
        creates: false,
        refusal: (reply) => refusalOf(reply, looking),
        schema: OrderReply,
        read: toObservation,
      })
    },

    testConnection: ({ priority = 'person', ...limits }: CallOptions = {}) =>
      testConnection({
        ask: () => send(client, queue, { path: methodsPath, ...limits }, priority),
        silence(reply) {
          const heard = accept(reply, answering)
          return heard.ok ? null : heard.error.error
        },
        methods(reply) {
          const offered = accept(reply, offering)
          return offered.ok ? offered : err(offered.error.error)
        },
      }),
  }
}

const INVALID_ORDER_ID: AppError = { code: 'referenceInvalid', maxLength: MAX_ORDER_ID }
