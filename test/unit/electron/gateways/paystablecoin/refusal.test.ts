import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../../../electron/gateways/http/client.ts'
import { refusalOf, silenceOf } from '../../../../../electron/gateways/paystablecoin/refusal.ts'

const CREATE = { mode: 'sandbox', currency: 'EUR', creates: true } as const
const NOW = Date.parse('2026-11-21T14:02:00.000Z')
const refusing = (code: string | number, message = '') => JSON.stringify({ code, message })
const wrongKey = { code: 'wrongKey', mode: 'sandbox' }

function reply(status: number, text: string, serverTime: number | null = null): Reply {
  return { status, text, raw: text, retryAfterMs: null, serverTime, sentAt: NOW, receivedAt: NOW }
}

describe('a refusal', () => {
  it.each<[number, string, object, boolean]>([
    [200, refusing('50010', 'API_PERMISSION_DISABLED'), { code: 'apiNotEnabled' }, false],
    [403, refusing(50010), { code: 'apiNotEnabled' }, false],
    [200, refusing('50001', 'Unauthorized'), wrongKey, false],
    [200, refusing('10007', 'Invalid merchant'), wrongKey, false],
    [401, refusing('40101', 'INVALID_SIGNATURE'), wrongKey, false],
    [404, refusing('40401', 'MERCHANT_NOT_FOUND'), wrongKey, false],
    [200, refusing('10006', 'Currency not supported'), { code: 'methodNotOffered' }, false],
    [200, refusing('10010', 'Invalid payment method'), { code: 'methodNotOffered' }, false],
    [400, refusing('40002', 'PAYMENT_METHOD_NOT_SUPPORTED'), { code: 'methodNotOffered' }, false],
    [
      200,
      refusing('10004', 'Order amount must be greater than 0'),
      { code: 'amountTooSmall', minimumUsdt: null, minimumPrice: null, currency: 'EUR' },
      false,
    ],
    [
      200,
      refusing('20001', 'Order already exists'),
      { code: 'gatewayRefused', detail: 'Order already exists' },
      false,
    ],
    [
      200,
      refusing('10008', 'Amount is not within the allowed range'),
      { code: 'gatewayRefused', detail: 'Amount is not within the allowed range' },
      false,
    ],
    [200, refusing('40101', 'Order not found'), { code: 'gatewayRefused', detail: 'Order not found' }, false],
    [200, '{"code":"20001","msg":"no\\u202e"}', { code: 'gatewayRefused', detail: 'no' }, false],
    [200, refusing('30001'), { code: 'gatewayRefused', detail: '30001' }, false],
    [200, refusing('99999', 'System error'), { code: 'gatewayDown', httpStatus: 200 }, false],
    [500, refusing('50000', 'INTERNAL_ERROR'), { code: 'gatewayDown', httpStatus: 500 }, false],
    [502, '<html>', { code: 'gatewayDown', httpStatus: 502 }, true],
    [429, '<html>', { code: 'rateLimited' }, false],
    [403, '', wrongKey, false],
    [403, '<html>', { code: 'badReply', detail: 'HTTP 403' }, false],
    [302, '', { code: 'badReply', detail: 'HTTP 302' }, false],
  ])('%i %s', (status, text, error, maybe) => {
    expect(refusalOf(reply(status, text), CREATE)).toEqual({ error, maybe, raw: text, retryAfterMs: null })
  })

  it.each(['00000', 0, 200, 'SUCCESS'])('is not %j', (code) => {
    expect(refusalOf(reply(200, JSON.stringify({ code, data: {} })), CREATE)).toBeUndefined()
  })

  it.each(['<html>', '', '{}'])('is not 200 %j, which is no answer either', (text) => {
    expect(refusalOf(reply(200, text), CREATE)).toBeUndefined()
  })

  it('of the time is one of this computer’s clock, where the vendor’s is known to differ', () => {
    const text = refusing('50003', 'Timestamp expired')
    expect(refusalOf(reply(200, text, NOW - 600_000), CREATE)?.error).toEqual({
      code: 'clockWrong',
      skewSeconds: 600,
    })
    expect(refusalOf(reply(200, text, NOW), CREATE)?.error).toEqual(wrongKey)
  })
})

describe('who only asks whether somebody answers', () => {
  it.each([refusing('50010'), refusing('40101', 'INVALID_SIGNATURE')])('takes %s for an answer', (text) => {
    expect(silenceOf(reply(401, text), CREATE)).toBeUndefined()
  })

  it.each([
    [429, refusing('42900'), 'rateLimited'],
    [500, refusing('50000'), 'gatewayDown'],
    [200, refusing('99999'), 'gatewayDown'],
  ])('takes %i %s for none', (status, text, code) => {
    expect(silenceOf(reply(status, text), CREATE)?.error.code).toBe(code)
  })
})
