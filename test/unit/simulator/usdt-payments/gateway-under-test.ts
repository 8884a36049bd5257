import { createHmac } from 'node:crypto'
import { createManualClock } from '../../../../simulator/clock.ts'
import { createSimulator, type SimulatorOptions } from '../../../../simulator/server.ts'
import { practiceApiKey, practiceApiSecret } from '../../../../simulator/usdt-payments/settings.ts'

// The practice USDT Payments as a function, on a clock that stands still, called as a merchant calls it.

const root = 'http://127.0.0.1/usdt-payments'
export const createPath = '/api/create-payment.php'

export type Reply = { status: number; type: string; text: string; json: Record<string, unknown> }

type Call = { key?: string | null; signature?: string | null; secret?: string }

export const hmac = (body: string | Uint8Array, secret = practiceApiSecret): string =>
  createHmac('sha256', secret).update(body).digest('hex')

export const anOrder = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  order_id: 'POS1-000123',
  amount: '50.00',
  description: 'POS sale 000123',
  ...changes,
})

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

export const createUsdtPaymentsUnderTest = (options: SimulatorOptions = {}) => {
  const clock = options.clock ?? createManualClock()
  const { app, control } = createSimulator({ seed: 7, ...options, clock })

  const send = async (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer> = '',
    call: Call = {},
  ) => {
    const key = call.key === undefined ? practiceApiKey : call.key
    const signature = call.signature === undefined ? hmac(body, call.secret) : call.signature
    const response = await app.request(`${root}${path}`, {
      method,
      headers: {
        ...(key !== null && { 'x-api-key': key }),
        ...(signature !== null && { 'x-signature': signature }),
        ...(body.length > 0 && { 'content-type': 'application/json' }),
      },
      ...(body.length > 0 && { body }),
    })
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, type, text, json: parsed(text) } satisfies Reply
  }

  const create = (changes?: Record<string, unknown>, call?: Call) =>
    send('POST', createPath, JSON.stringify(anOrder(changes)), call)

  const look = (id: string, call?: Call) => send('GET', `/api/payment-status.php?payment_id=${id}`, '', call)

  return {
    clock,
    control,
    send,
    create,
    look,
    /** Makes a payment and gives the fields it was answered with. */
    payment: async (changes?: Record<string, unknown>) => {
      const reply = await create(changes)
      const payment = reply.json['payment'] as Record<string, unknown> | undefined
      if (payment === undefined) throw new Error(`No payment was made: ${reply.text}`)
      return { ...payment, id: String(payment['payment_id']) } as Record<string, string> & { id: string }
    },
    statusOf: async (id: string) => {
      const { payment } = (await look(id)).json as { payment?: Record<string, unknown> }
      return payment?.['status']
    },
  }
}
