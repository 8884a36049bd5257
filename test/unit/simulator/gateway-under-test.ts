import { createManualClock } from '../../../simulator/clock.ts'
import { practiceApiKey } from '../../../simulator/nowpayments/settings.ts'
import { createSimulator, type SimulatorOptions } from '../../../simulator/server.ts'

export type Reply = { status: number; headers: Headers; text: string; json: Record<string, unknown> }

export type RequestOptions = { key?: string | null; body?: unknown; headers?: Record<string, string> }

const base = 'http://127.0.0.1'

export const aPayment = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  price_amount: 13.49,
  price_currency: 'usd',
  pay_currency: 'usdttrc20',
  order_id: 'POS1-000123',
  order_description: 'POS sale 000123',
  is_fixed_rate: false,
  is_fee_paid_by_user: false,
  ...changes,
})

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

/** The practice gateway as a function, on a clock that stands still. */
export const createGatewayUnderTest = (options: SimulatorOptions = {}) => {
  const clock = options.clock ?? createManualClock()
  const { app, control } = createSimulator({ seed: 7, ...options, clock })

  const send = async (method: string, path: string, request: RequestOptions = {}): Promise<Reply> => {
    const key = request.key === undefined ? practiceApiKey : request.key
    const response = await app.request(`${base}${path}`, {
      method,
      headers: {
        ...(key !== null && { 'x-api-key': key }),
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parsed(text) }
  }

  const vendor = (method: string, path: string, request?: RequestOptions) =>
    send(method, `/nowpayments/v1${path}`, request)

  const get = (path: string, request?: RequestOptions) => vendor('GET', path, request)
  const post = (path: string, body: unknown, request: RequestOptions = {}) =>
    vendor('POST', path, { ...request, body })

  return {
    clock,
    control,
    send,
    get,
    post,
    /** Makes a payment and gives its id. */
    charge: async (changes: Record<string, unknown> = {}, request: RequestOptions = {}): Promise<string> => {
      const reply = await post('/payment', aPayment(changes), request)
      if (reply.status !== 201) throw new Error(`No payment was made: ${reply.text}`)
      return String(reply.json['payment_id'])
    },
    statusOf: async (paymentId: string) => (await get(`/payment/${paymentId}`)).json['payment_status'],
  }
}
