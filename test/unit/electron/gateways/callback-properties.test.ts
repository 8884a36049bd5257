import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../../electron/gateways/callback.ts'
import { verify as verifyNowPayments } from '../../../../electron/gateways/nowpayments/signature.ts'
import { verify as verifyPayStablecoin } from '../../../../electron/gateways/paystablecoin/signature.ts'
import { verify as verifyUsdtPayments } from '../../../../electron/gateways/usdt-payments/signature.ts'
import { sortedJson } from '../../../../simulator/nowpayments/signature.ts'
import { ARRIVED, aDelivery } from '../../../support/callbacks.ts'
import samples from '../../../support/samples/nowpayments-ipn-vectors.json' with { type: 'json' }

// Whatever reaches the relay's public address reaches the three verifiers. `CALLBACK_MUTATIONS=100000 npx vitest run
// callback-properties` is the long run.
const RUNS = Number(process.env['CALLBACK_MUTATIONS'] ?? 2000)
/** For what is not about bodies. */
const FEWER = Math.ceil(RUNS / 4)
/** 100,000 bodies keep a core busy for half a minute a vendor, the usual 2,000 for half a second. */
const LIMIT = { timeout: 10_000 + 5 * RUNS }

type Vendor = {
  readonly name: string
  readonly bodies: readonly string[]
  readonly sign: (body: string) => string
  readonly headers: (signature: string) => Record<string, string>
  readonly judge: (body: string | Uint8Array, headers: Record<string, string>) => Verdict<object>
  /** Whether two bodies are the same to this vendor's signature. */
  readonly isSameSigned: (one: string, other: string) => boolean
}

const secret = samples.secret
const timestamp = String(ARRIVED)
const signing = { callbackPath: '/in/channel/paystablecoin', takesShortForm: true }
const sha256 = (text: string) => createHmac('sha256', secret).update(text)

/** The simulator's own idea of the canonical text: none for what is no JSON. */
function canonical(text: string): string | null {
  try {
    return sortedJson(JSON.parse(text))
  } catch {
    return null
  }
}

const vendors: readonly Vendor[] = [
  {
    name: 'NOWPayments',
    bodies: samples.vectors
      .filter(({ id }) => ['V1', 'V2', 'V3', 'V6', 'V7', 'V10', 'V12'].includes(id))
      .map(({ raw }) => raw),
    sign: (body) =>
      createHmac('sha512', secret)
        .update(canonical(body) ?? '')
        .digest('hex'),
    headers: (signature) => ({ 'x-nowpayments-sig': signature }),
    judge: (body, headers) => verifyNowPayments(aDelivery(body, headers), secret, ARRIVED),
    isSameSigned: (one, other) => canonical(one) !== null && canonical(one) === canonical(other),
  },
  {
    name: 'USDT Payments',
    bodies: [
      '{"payment_id":123,"order_id":"ORDER_12345","status":"paid","pay_amount":"50.013400","network":"TRC20"}',
    ],
    sign: (body) => sha256(body).digest('hex'),
    headers: (signature) => ({ 'x-signature': signature }),
    judge: (body, headers) => verifyUsdtPayments(aDelivery(body, headers), secret, ARRIVED),
    isSameSigned: (one, other) => one === other,
  },
  {
    name: 'PayStablecoin',
    bodies: ['{"acquiringOrderId":"ACQ1","merchantOrderId":"ORDER_1785934800123","status":"SUCCEEDED"}'],
    sign: (body) => {
      const hash = createHash('sha256').update(body).digest('base64')
      return sha256(`${timestamp}\nPOST\n${signing.callbackPath}\n${hash}`).digest('base64')
    },
    headers: (signature) => ({ 'x-signature': signature, 'x-timestamp': timestamp }),
    judge: (body, headers) => verifyPayStablecoin(aDelivery(body, headers), secret, ARRIVED, signing),
    isSameSigned: (one, other) => one === other,
  },
]

/** One byte replaced, taken out or put in. `at` and `value` are taken modulo what there is. */
const oneByte = fc.record({
  kind: fc.constantFrom('replace', 'remove', 'insert'),
  at: fc.nat(),
  value: fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from(' \t\n"{}[],:\\0123456789eE.-u'))),
})
type OneByte = typeof oneByte extends fc.Arbitrary<infer T> ? T : never

function changed(bytes: Uint8Array, { kind, at, value }: OneByte): Buffer {
  const place = at % Math.max(1, bytes.length)
  const middle = kind === 'remove' ? [] : [value]
  const rest = kind === 'insert' ? place : place + 1
  return Buffer.concat([bytes.subarray(0, place), Buffer.from(middle), bytes.subarray(rest)])
}

/** Pieces that have broken verifiers before. */
const piece = fc.oneof(
  fc.constantFrom('"__proto__":{"admin":true},', '"constructor":1,', '"payment_status":"finished",', '1e999'),
  fc.constantFrom('[[[[[[[[[', '\\ud800', '\ufeff', '\u2028', '\0', '"toString":null,', '}{', '"0":0,'),
  fc.json({ maxDepth: 12 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** A body after one to four changes; now and then nothing of it is left. */
const mutation = fc.oneof(
  { weight: 6, arbitrary: fc.array(oneByte, { minLength: 1, maxLength: 4 }).map(inSequence) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(), fc.nat(20), piece).map(
      ([at, cut, text]) =>
        (bytes: Uint8Array) =>
          spliced(bytes, at, cut, Buffer.from(text)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
  },
)

function inSequence(changes: readonly OneByte[]) {
  return (bytes: Uint8Array) => changes.reduce<Uint8Array>(changed, bytes)
}

function spliced(bytes: Uint8Array, at: number, cut: number, put: Uint8Array): Buffer {
  const place = at % (bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)])
}

/** Says whether these bytes are the very text that was signed, by the vendor's own rule. */
function isSigned(vendor: Vendor, bytes: Uint8Array, body: string): boolean {
  const text = Buffer.from(bytes).toString('utf8')
  return Buffer.from(text).equals(bytes) && vendor.isSameSigned(text, body)
}

/** All that can be said of a body whose signature is right and which names no charge. */
const MEANINGLESS = ['notJson', 'tooDeep', 'forbiddenKey', 'notAPayment'].map((reason) => ({
  ok: false,
  reason,
}))

describe.each(vendors)('a callback of $name', (vendor) => {
  const aBody = fc.constantFrom(...vendor.bodies)

  it('counts as it was sent', () => {
    for (const body of vendor.bodies) {
      expect(vendor.judge(body, vendor.headers(vendor.sign(body)))).toMatchObject({ ok: true })
    }
  })

  it('with one byte of its body changed counts only when it means the same to the signer', LIMIT, () => {
    fc.assert(
      fc.property(aBody, oneByte, (body, change) => {
        const headers = vendor.headers(vendor.sign(body))
        const bytes = changed(Buffer.from(body), change)
        const expected = isSigned(vendor, bytes, body) ? vendor.judge(body, headers) : { ok: false }
        expect(vendor.judge(bytes, headers)).toMatchObject(expected)
      }),
      { numRuns: RUNS },
    )
  })

  it('with one byte of its signature changed never counts', LIMIT, () => {
    fc.assert(
      fc.property(aBody, oneByte, (body, change) => {
        const right = vendor.sign(body)
        const other = changed(Buffer.from(right), change).toString('latin1')
        // Capitals and blanks around it are the same hex; base64 has no such freedom but for the blanks.
        const isHex = /^[0-9a-f]+$/.test(right)
        const isSame = (isHex ? other.toLowerCase() : other).trim() === right
        const verdict = vendor.judge(body, vendor.headers(other))
        expect(verdict).toMatchObject(isSame ? { ok: true } : { ok: false, reason: 'wrongSignature' })
      }),
      { numRuns: FEWER },
    )
  })

  it('mutated in any way throws nothing and counts only when it means the same to the signer', LIMIT, () => {
    fc.assert(
      fc.property(aBody, mutation, (body, mutate) => {
        const headers = vendor.headers(vendor.sign(body))
        const bytes = mutate(Buffer.from(body))
        const verdict = vendor.judge(bytes, headers)
        expect(verdict.ok).toBe(isSigned(vendor, bytes, body))
      }),
      { numRuns: RUNS },
    )
  })

  it('never throws, even for what is rightly signed and makes no sense', LIMIT, () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 10 }), piece), (body) => {
        const verdict = vendor.judge(body, vendor.headers(vendor.sign(body)))
        expect(MEANINGLESS).toContainEqual(verdict)
      }),
      { numRuns: FEWER },
    )
  })

  it('never counts with headers nobody signed', LIMIT, () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(aBody, text, text, (body, signature, time) => {
        const headers = { 'x-nowpayments-sig': signature, 'x-signature': signature, 'x-timestamp': time }
        expect(vendor.judge(body, headers)).toMatchObject({ ok: false })
      }),
      { numRuns: FEWER },
    )
  })
})
