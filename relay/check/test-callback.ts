import { randomBytes } from 'node:crypto'
import type { Delivery, RelayCheck } from '../../shared/relay-protocol.ts'

export type TestCallback = {
  readonly nonce: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * A callback that says it is a test. Its text is awkward on purpose: whoever reads JSON on the way and writes it again
 * changes it.
 */
export function newTestCallback(): TestCallback {
  const nonce = randomBytes(16).toString('base64url')
  const { relay_check }: RelayCheck = { relay_check: nonce }
  const text = `{ "relay_check":"${relay_check}" ,\t"note": "A test, no payment: \\u00e9 é \\/ €", "n": 20.00 }\r\n`
  return {
    nonce,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-nowpayments-sig': `test-${nonce}`,
      'x-signature': `test+/=${nonce}`,
      'x-timestamp': String(Date.now()),
    },
    body: Buffer.from(text),
  }
}

export function isTestCallback({ nonce }: TestCallback, delivery: Delivery): boolean {
  return bodyOf(delivery).includes(nonce)
}

/** What became of it on the way, in words; empty when it came as it was sent. */
export function changesIn({ headers, body }: TestCallback, delivery: Delivery): readonly string[] {
  const changed = Object.entries(headers)
    .filter(([name, value]) => delivery.headers[name] !== value)
    .map(([name]) => `the header ${name}`)
  return bodyOf(delivery).equals(body) ? changed : ['the body', ...changed]
}

function bodyOf({ body }: Delivery): Buffer {
  return Buffer.from(body, 'base64')
}
