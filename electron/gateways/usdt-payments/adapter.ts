import type { Mode } from '../../../shared/mode.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Clock } from '../../time/clock.ts'
import { checkOrderId } from '../charge-checks.ts'
import type { CallOptions, ChargeRequest, Gateway } from '../gateway.ts'
import { accept, call, failed, send } from '../http/call.ts'
import type { Reply } from '../http/client.ts'
import type { RequestQueue } from '../request-queue.ts'
import { createClient } from './client.ts'
import { testConnection } from './connection-test.ts'
import { chargeBody, GATEWAY_ID, toCharge, toObservation } from './mapping.ts'
import { type RequestContext, refusalOf, silenceOf } from './refusal.ts'
import { AnyReply, CreatedReply, ReadReply } from './wire.ts'

export type UsdtPaymentsOptions = {
  /** `API_URL` (client.ts), or the practice gateway's. The vendor has no sandbox. */
  readonly baseUrl: string
  readonly apiKey: string
  readonly apiSecret: string
  readonly mode: Mode
  readonly clock: Clock
  readonly queue: RequestQueue
  readonly version: string
  readonly timeoutMs?: number | undefined
}

const CREATE = '/api/create-payment.php'
const STATUS = '/api/payment-status.php'
/** No payment has it: what is asked about it shows only who answers. */
const NOBODY = '0'

/**
 * USDT Payments: priced in USDT, paid to one address of the shop's and told apart by the sixth decimal. It has no rates, no
 * minimum that can be asked for, and says no more of money than that all of it came.
 */
export function createUsdtPayments(options: UsdtPaymentsOptions): Gateway {
  const { clock, queue, mode } = options
  const client = createClient(options)
  const looking: RequestContext = { mode, currency: '', creates: false }
  const refused = (context: RequestContext) => (reply: Reply) => refusalOf(reply, context)
  const silent = (reply: Reply) => silenceOf(reply, looking)
  const answering = { creates: false, refusal: silent, schema: AnyReply, read: () => ok(null) }

  return {
    id: GATEWAY_ID,

    reach: ({ priority = 'background', ...limits }: CallOptions = {}) =>
      call(client, queue, { ...lookAt(NOBODY), ...limits }, priority, answering),

    async createCharge(request: ChargeRequest, { priority = 'person', ...limits }: CallOptions = {}) {
      const error = checkOrderId(request.orderId)
      if (error) return err(failed(error))
      const context = { mode, currency: request.price.currency, creates: true }
      const sent = { path: CREATE, body: chargeBody(request), ...limits }
      return call(client, queue, sent, priority, {
        creates: true,
        refusal: refused(context),
        schema: CreatedReply,
        read: (wire) => toCharge(wire, request, clock.now()),
      })
    },

    async readCharge(chargeId: string, { priority = 'background', ...limits }: CallOptions = {}) {
      if (!/^\d{1,40}$/.test(chargeId)) return err(failed({ code: 'notFound' }))
      return call(client, queue, { ...lookAt(chargeId), ...limits }, priority, {
        creates: false,
        refusal: refused(looking),
        schema: ReadReply,
        read: toObservation,
      })
    },

    testConnection: ({ priority = 'person', ...limits }: CallOptions = {}) =>
      testConnection({
        look: () => send(client, queue, { ...lookAt(NOBODY), ...limits }, priority),
        createNothing: () => send(client, queue, { path: CREATE, body: NOTHING, ...limits }, priority),
        silence(reply) {
          const heard = accept(reply, answering)
          return heard.ok ? null : heard.error.error
        },
        refusal: (reply) => refusalOf(reply, looking)?.error ?? null,
      }),
  }
}

const NOTHING = JSON.stringify({ order_id: 'USDTill-test', amount: '0.00' })

function lookAt(chargeId: string) {
  return { path: STATUS, query: { payment_id: chargeId } }
}
