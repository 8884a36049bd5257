import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  type PayStablecoinSigning,
  verify,
} from '../../../../../electron/gateways/paystablecoin/signature.ts'
import { ARRIVED, aDelivery } from '../../../../support/callbacks.ts'

const MINUTE = 60_000
const secret = 'ps-test-secret'
const timestamp = '1785934800123'
const body =
  '{"acquiringOrderId":"ACQ1","merchantOrderId":"ORDER_1785934800123","status":"SUCCEEDED","finalStatus":true}'
const withPath = 'xpkEPQJ6GXauEVjBYrilENQjrR8rJqvsfR5PRcFz2Jc='
const withoutPath = 'TP+8x6e/5L2pbf88EpBVtR9HuvYm7b3CHyegmcJPgFo='
const told = {
  ok: true,
  merchantOrderId: 'ORDER_1785934800123',
  acquiringOrderId: 'ACQ1',
  vendorStatus: 'SUCCEEDED',
}

const strict: PayStablecoinSigning = { callbackPath: '/webhook/checkout', takesShortForm: false }
const wide: PayStablecoinSigning = { ...strict, takesShortForm: true }

const hmac = (text: string, key = secret) => createHmac('sha256', key).update(text).digest('base64')
const signed = (text: string, time = timestamp) =>
  hmac(`${time}\nPOST\n/webhook/checkout\n${createHash('sha256').update(text).digest('base64')}`)

type Given = {
  body?: string
  signature?: string
  timestamp?: string
  secret?: string | null
  receivedAt?: number
  now?: number
  signing?: PayStablecoinSigning
}

/** The published callback, on time, unless told otherwise. */
function judge(given: Given = {}) {
  const headers = {
    'x-signature': given.signature ?? withPath,
    'x-timestamp': given.timestamp ?? timestamp,
  }
  const delivery = aDelivery(given.body ?? body, headers, given.receivedAt)
  const key = given.secret === undefined ? secret : given.secret
  return verify(delivery, key, given.now ?? ARRIVED, given.signing ?? strict)
}

describe('a callback of PayStablecoin', () => {
  it('counts in the form of the webhook page', () => {
    expect(judge()).toEqual(told)
    expect(judge({ signing: wide, secret: `${secret}\n` })).toEqual(told)
  })

  it('counts in the form of the Python page only when that is wanted', () => {
    expect(judge({ signature: withoutPath, signing: wide })).toEqual(told)
    expect(judge({ signature: withoutPath })).toEqual({ ok: false, reason: 'wrongSignature' })
  })

  it('is refused for another path, another time or another body', () => {
    const refusal = { ok: false, reason: 'wrongSignature' }
    expect(judge({ signing: { ...strict, callbackPath: '/webhook' } })).toEqual(refusal)
    expect(judge({ timestamp: '1785934800124', signing: wide })).toEqual(refusal)
    expect(judge({ body: body.replace('SUCCEEDED', 'FAILED'), signing: wide })).toEqual(refusal)
    expect(judge({ body: `${body}\n` })).toEqual(refusal)
  })

  it('is refused when base64 says the same bytes in another way', () => {
    const other = withPath.replace('c=', 'd=')
    expect(Buffer.from(other, 'base64')).toEqual(Buffer.from(withPath, 'base64'))
    for (const signature of [other, withPath.slice(0, -1), `${withPath}=`, withPath.toLowerCase()]) {
      expect(judge({ signature })).toEqual({ ok: false, reason: 'wrongSignature' })
    }
  })

  it('is refused without secret, signature or time', () => {
    expect(judge({ secret: null })).toEqual({ ok: false, reason: 'noSecret' })
    expect(judge({ secret: ' ', signature: hmac(`${timestamp}\n${body}`, ''), signing: wide })).toEqual({
      ok: false,
      reason: 'noSecret',
    })
    expect(judge({ signature: '' })).toEqual({ ok: false, reason: 'noSignature' })
    for (const time of ['', '1785934800', '1785934800.123', '-1785934800123', '9'.repeat(400), 'now']) {
      expect(judge({ timestamp: time, signature: signed(body, time) })).toEqual({
        ok: false,
        reason: 'noTimestamp',
      })
    }
  })

  it.each([
    ['notJson', '<p>'],
    ['tooDeep', '['.repeat(9)],
    ['forbiddenKey', '{"__proto__":1}'],
    ['tooLarge', JSON.stringify('x'.repeat(64 * 1024))],
    ['notAPayment', '{"merchantOrderId":"short","status":"SUCCEEDED"}'],
    ['notAPayment', '{"merchantOrderId":"ORDER_1785934800123"}'],
    ['notAPayment', '[]'],
  ])('is refused as %s, however well signed', (reason, text) => {
    expect(judge({ body: text, signature: signed(text) })).toEqual({ ok: false, reason })
  })
})

describe('the signed time', () => {
  it('may be five minutes from the arrival on either side, and no millisecond more', () => {
    for (const shift of [-5 * MINUTE, 5 * MINUTE]) {
      const at = ARRIVED + shift
      expect(judge({ receivedAt: at, now: at })).toEqual(told)
    }
    const later = ARRIVED + 5 * MINUTE + 1
    expect(judge({ receivedAt: later, now: later })).toEqual({ ok: false, reason: 'tooOld' })
    const sooner = ARRIVED - 5 * MINUTE - 1
    expect(judge({ receivedAt: sooner, now: sooner })).toEqual({ ok: false, reason: 'tooNew' })
  })

  it('is compared with the arrival at the relay when the till was away', () => {
    expect(judge({ receivedAt: ARRIVED + 2000, now: ARRIVED + 600 * MINUTE })).toEqual(told)
  })

  it('is compared with the till’s clock when the relay’s is wrong', () => {
    expect(judge({ receivedAt: ARRIVED - 60 * MINUTE, now: ARRIVED + 2000 })).toEqual(told)
    expect(judge({ receivedAt: ARRIVED + 60 * MINUTE, now: ARRIVED + 2000 })).toEqual(told)
  })

  it('tells nothing to whoever cannot sign', () => {
    const old = { receivedAt: ARRIVED + 60 * MINUTE, now: ARRIVED + 60 * MINUTE }
    expect(judge({ ...old, signature: signed(`${body} `) })).toEqual({ ok: false, reason: 'wrongSignature' })
  })

  it('is refused when the relay’s time cannot be read and the till’s does not fit', () => {
    const delivery = {
      ...aDelivery(body, { 'x-signature': withPath, 'x-timestamp': timestamp }),
      receivedAt: 'soon',
    }
    expect(verify(delivery, secret, ARRIVED + 60 * MINUTE, strict)).toEqual({ ok: false, reason: 'tooOld' })
  })
})
