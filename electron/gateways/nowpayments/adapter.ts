import type { Mode } from '../../../shared/mode.ts'
import { type Money, toDecimalText } from '../../../shared/money/money.ts'
import { err } from '../../../shared/result.ts'
import type { Clock } from '../../time/clock.ts'
import { checkOrderId, reachable } from '../charge-checks.ts'
import type { CallOptions, ChargeRequest, Gateway } from '../gateway.ts'
import { call, failed, send } from '../http/call.ts'
import type { RequestQueue } from '../request-queue.ts'
import { reading } from './call.ts'
import { COIN, chargeBody, GATEWAY_ID, toCharge } from './charge.ts'
import { createClient } from './client.ts'
import { isUp, testConnection } from './connection-test.ts'
import { createHostedCharge } from './hosted-page.ts'
import { toObservation, toWantedAmount } from './mapping.ts'
import { createPreChecks } from './pre-checks.ts'
import type { RequestContext } from './refusal.ts'
import { CreatedPayment, Estimate, ReadPayment, StatusReply } from './wire.ts'

export type NowPaymentsOptions = {
  /** `PRODUCTION_URL`, `SANDBOX_URL` (client.ts), or the practice gateway's. */
  readonly baseUrl: string
  readonly apiKey: string
  readonly mode: Mode
  readonly clock: Clock
  /** The till's one queue for this vendor. */
  readonly queue: RequestQueue
  readonly version: string
  readonly timeoutMs?: number | undefined
}

/** NOWPayments: floating-rate charges in `usdttrc20`, by API key alone (no account password, no JWT). */
export function createNowPayments(options: NowPaymentsOptions): Required<Gateway> {
  const { clock, queue } = options
  const client = createClient(options)
  const preChecks = createPreChecks({ client, queue, mode: options.mode })
  const about = (purpose: RequestContext['purpose'], currency = ''): RequestContext => ({
    mode: options.mode,
    purpose,
    currency,
  })

  const gateway: Required<Gateway> = {
    id: GATEWAY_ID,

    reach: ({ priority = 'background', ...limits }: CallOptions = {}) =>
      call(
        client,
        queue,
        { path: '/status', ...limits },
        priority,
        reading(about('look'), { schema: StatusReply, read: isUp }),
      ),

    estimate: (price: Money, { priority = 'estimate', ...limits }: CallOptions = {}) =>
      call(
        client,
        queue,
        { path: '/estimate', query: estimateQuery(price), ...limits },
        priority,
        reading(about('estimate', price.currency), {
          schema: Estimate,
          read: (wire) =>
            toWantedAmount('estimated_amount', wire.estimated_amount, 'currency_to', wire.currency_to),
        }),
      ),

    minimum: preChecks.minimum,

    async createHostedCharge(request: ChargeRequest, { priority = 'person', ...limits }: CallOptions = {}) {
      const error = checkOrderId(request.orderId)
      if (error) return err(failed(error))
      const callbackUrl = reachable(request.callbackUrl, options.baseUrl)
      const context = about('create', request.price.currency)
      return createHostedCharge(
        { ...request, callbackUrl },
        {
          post: (post, how) => call(client, queue, { ...post, ...limits }, priority, reading(context, how)),
          baseUrl: options.baseUrl,
          now: clock.now,
        },
      )
    },

    async createCharge(request: ChargeRequest, { priority = 'person', ...limits }: CallOptions = {}) {
      const error = checkOrderId(request.orderId)
      if (error) return err(failed(error))
      // The vendor refuses a charge with an address it cannot reach.
      const callbackUrl = reachable(request.callbackUrl, options.baseUrl)
      return call(
        client,
        queue,
        { path: '/payment', body: chargeBody({ ...request, callbackUrl }), ...limits },
        priority,
        reading(about('create', request.price.currency), {
          schema: CreatedPayment,
          read: (wire) => toCharge(wire, request, clock.now()),
        }),
      )
    },

    readCharge: (chargeId: string, { priority = 'background', ...limits }: CallOptions = {}) =>
      call(
        client,
        queue,
        { path: `/payment/${encodeURIComponent(chargeId)}`, ...limits },
        priority,
        reading(about('look'), { schema: ReadPayment, read: toObservation }),
      ),

    testConnection: ({ priority = 'person', ...limits }: CallOptions = {}) =>
      testConnection({
        get: (path) => send(client, queue, { path, ...limits }, priority),
        isSwitchedOn: () => preChecks.isSwitchedOn({ priority, ...limits }),
        minimum: () => preChecks.minimum({ priority, ...limits }),
        context: about('look'),
      }),
  }
  return gateway
}

function estimateQuery(price: Money): Record<string, string> {
  return {
    amount: toDecimalText(price),
    currency_from: price.currency.toLowerCase(),
    currency_to: COIN,
  }
}
