import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verify } from '../../../../../electron/gateways/usdt-payments/signature.ts'
import { ARRIVED, aDelivery } from '../../../../support/callbacks.ts'

const secret = 'sk_test_secret'
const body =
  '{"payment_id":123,"app_id":45,"order_id":"ORDER_12345","status":"paid","amount":"50.00","pay_amount":"50.013400",' +
  '"currency":"USDT","network":"TRC20","txid":"transaction_hash","paid_at":"2026-07-01 18:04:12"}'
const signature = 'a2b27e0f87e3d3b5ba0c2b471c045fec0b46560fe87171ac6c9e8d8c88a17652'
const told = { ok: true, chargeId: '123', orderId: 'ORDER_12345', vendorStatus: 'paid' }

const signed = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
const judge = (text: string, given: string, key: string | null = secret) =>
  verify(aDelivery(text, { 'x-signature': given }), key, ARRIVED)

/** Bodies of the create call: signed by the same rule, and about no charge. */
const request =
  '{"order_id":"ORDER_12345","amount":"50.00","description":"Service payment",' +
  '"success_url":"https://merchant-site.com/success","fail_url":"https://merchant-site.com/fail"}'

describe('a callback of USDT Payments', () => {
  it('counts with the published signature', () => {
    expect(judge(body, signature)).toEqual(told)
    expect(judge(body, ` ${signature.toUpperCase()} `, `${secret}\n`)).toEqual(told)
  })

  it.each([
    ['plain slashes', request, 'a8520d0353957759a78c4730bbbab46f52a2fc8dcd3fede1554cc7f46f6d67e6'],
    [
      'escaped slashes',
      request.replaceAll('/', '\\/'),
      'e4cce46c067ccb432647c0e69e07798e8125c944430e73c3fb94ec4b29b333c8',
    ],
  ])('is signed byte for byte: %s', (_what, text, given) => {
    expect(judge(text, given)).toEqual({ ok: false, reason: 'notAPayment' })
  })

  it('is refused when a byte of it differs, even one that means nothing', () => {
    for (const other of [body.replace('50.013400', '50.013401'), `${body}\n`, body.replace(':', ': ')]) {
      expect(judge(other, signature)).toEqual({ ok: false, reason: 'wrongSignature' })
    }
  })

  it('is refused without a secret or a signature, or with another one', () => {
    expect(judge(body, signature, null)).toEqual({ ok: false, reason: 'noSecret' })
    const empty = createHmac('sha256', '').update(body).digest('hex')
    expect(judge(body, empty, ' ')).toEqual({ ok: false, reason: 'noSecret' })
    expect(verify(aDelivery(body), secret, ARRIVED)).toEqual({ ok: false, reason: 'noSignature' })
    for (const other of [signature.slice(1), `${signature}0`, `g${signature.slice(1)}`, 'x']) {
      expect(judge(body, other)).toEqual({ ok: false, reason: 'wrongSignature' })
    }
  })

  it.each([
    ['notJson', '<p>'],
    ['tooDeep', '['.repeat(9)],
    ['forbiddenKey', '{"__proto__":1}'],
    ['tooLarge', JSON.stringify('x'.repeat(64 * 1024))],
    ['notAPayment', '{"payment_id":123}'],
    ['notAPayment', 'null'],
  ])('is refused as %s, however well signed', (reason, text) => {
    expect(judge(text, signed(text))).toEqual({ ok: false, reason })
  })
})
