import { createHash, createHmac } from 'node:crypto'
import { createManualClock } from '../../../../simulator/clock.ts'
import { practiceApiSecret, practiceMerchantId } from '../../../../simulator/paystablecoin/settings.ts'
import { createSimulator, type SimulatorOptions } from '../../../../simulator/server.ts'

// The practice PayStablecoin as a function, on a clock that stands still, called as a merchant calls it. What is signed
// is put together here from the vendor's pages, and not with the simulator's own hands.

const root = 'http://127.0.0.1/paystablecoin'
export const checkout = `/api/v1/merchants/${practiceMerchantId}/checkout`

export type Reply = { status: number; type: string; text: string; json: Record<string, unknown> }

type Call = { timestamp?: string | null; signature?: string | null; secret?: string }

const hmac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('base64')
const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64')

export const signature = (lines: readonly (string | Uint8Array)[], secret = practiceApiSecret): string => {
  const [timestamp, method, path, content] = lines
  const hashed = content === undefined ? [] : [hash(content)]
  return hmac([timestamp, method, path, ...hashed].join('\n'), secret)
}

export const shortSignature = (timestamp: string, body: string, secret = practiceApiSecret): string =>
  hmac(`${timestamp}\n${body}`, secret)

let count = 0

export const anOrder = (changes: Record<string, unknown> = {}): Record<string, unknown> => {
  count += 1
  return {
    merchantOrderId: `ORDER_${1_785_934_800_000 + count}`,
    orderAmount: { value: '100.50', currency: 'USDT' },
    paymentMethodType: 'ON_CHAIN_TRANSFER',
    network: 'tron',
    expiresAt: '2026-08-27T17:26:58Z',
    ...changes,
  }
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

export const dataOf = ({ json }: { json: Record<string, unknown> }) => json['data'] as Record<string, unknown>

export const createPaystablecoinUnderTest = (options: SimulatorOptions = {}) => {
  const clock = options.clock ?? createManualClock()
  const { app, control } = createSimulator({ seed: 7, ...options, clock })

  const send = async (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer> = '',
    call: Call = {},
  ): Promise<Reply> => {
    const timestamp = call.timestamp === undefined ? String(clock.now()) : call.timestamp
    const [withoutQuery = '', query] = path.split('?')
    const content = method === 'GET' ? query : body
    const lines = [timestamp ?? '', method, withoutQuery, ...(content === undefined ? [] : [content])]
    const signed = call.signature === undefined ? signature(lines, call.secret) : call.signature
    const response = await app.request(`${root}${path}`, {
      method,
      headers: {
        ...(timestamp !== null && { 'x-timestamp': timestamp }),
        ...(signed !== null && { 'x-signature': signed }),
        ...(body.length > 0 && { 'content-type': 'application/json' }),
      },
      ...(body.length > 0 && { body }),
    })
    const text = await response.text()
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text,
      json: parsed(text),
    }
  }

  const create = (changes?: Record<string, unknown>, call?: Call) =>
    send('POST', `${checkout}/orders`, JSON.stringify(anOrder(changes)), call)

  const look = (id: string, call?: Call) => send('GET', `${checkout}/orders/${id}`, '', call)

  return {
    clock,
    control,
    send,
    create,
    look,
    methods: (call?: Call) => send('GET', `${checkout}/payment-methods`, '', call),
    /** Makes an order and gives the fields it was answered with. */
    order: async (changes?: Record<string, unknown>) => {
      const reply = await create(changes)
      const data = dataOf(reply)
      if (data === undefined) throw new Error(`No order was made: ${reply.text}`)
      return { ...data, id: String(data['merchantOrderId']) }
    },
    statusOf: async (id: string) => dataOf(await look(id))['status'],
  }
}
