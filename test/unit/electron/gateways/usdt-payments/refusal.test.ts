import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../../../electron/gateways/http/client.ts'
import { refusalOf, silenceOf } from '../../../../../electron/gateways/usdt-payments/refusal.ts'

const CREATE = { mode: 'live', currency: 'EUR', creates: true } as const
const refusing = (error: unknown) => JSON.stringify({ ok: false, error })
const tooSmall = { code: 'amountTooSmall', minimumUsdt: null, minimumPrice: null, currency: 'EUR' }

function reply(status: number, text: string): Reply {
  return { status, text, raw: text, retryAfterMs: null, serverTime: null, sentAt: 0, receivedAt: 1 }
}

describe('a refusal', () => {
  it.each<[number, string, object, boolean]>([
    [200, refusing('Invalid API key'), { code: 'wrongKey', mode: 'live' }, false],
    [401, refusing('Invalid signature'), { code: 'wrongKey', mode: 'live' }, false],
    [200, refusing('Amount must be greater than zero'), tooSmall, false],
    [404, refusing('Payment not found'), { code: 'gatewayRefused', detail: 'Payment not found' }, false],
    [200, refusing(null), { code: 'gatewayRefused', detail: 'HTTP 200' }, false],
    [400, '{"ok":0,"error":"A\\u202eB"}', { code: 'gatewayRefused', detail: 'A B' }, false],
    [500, refusing('Internal server error'), { code: 'gatewayDown', httpStatus: 500 }, false],
    [500, 'oops', { code: 'gatewayDown', httpStatus: 500 }, true],
    [502, '<html>', { code: 'gatewayDown', httpStatus: 502 }, true],
    [429, '<html>', { code: 'rateLimited' }, false],
    [403, '', { code: 'wrongKey', mode: 'live' }, false],
    [403, '<html>', { code: 'badReply', detail: 'HTTP 403' }, false],
    [302, '', { code: 'badReply', detail: 'HTTP 302' }, false],
  ])('%i %s', (status, text, error, maybe) => {
    expect(refusalOf(reply(status, text), CREATE)).toEqual({ error, maybe, raw: text, retryAfterMs: null })
  })

  it.each(['{"ok":true,"payment":{}}', '{"payment_id":1}', '<html>', ''])('is not: 200 %s', (text) => {
    expect(refusalOf(reply(200, text), CREATE)).toBeUndefined()
  })

  it('of a look never leaves a doubt', () => {
    expect(refusalOf(reply(502, '<html>'), { ...CREATE, creates: false })?.maybe).toBe(false)
  })
})

describe('who only asks whether somebody answers', () => {
  it('takes a refusal for an answer, whatever its status', () => {
    expect(silenceOf(reply(401, refusing('Invalid API key')), CREATE)).toBeUndefined()
    expect(silenceOf(reply(404, refusing('Payment not found')), CREATE)).toBeUndefined()
  })

  it.each([
    [429, 'rateLimited'],
    [500, 'gatewayDown'],
    [503, 'gatewayDown'],
  ])('takes %i for none', (status, code) => {
    expect(silenceOf(reply(status, refusing('no')), CREATE)?.error.code).toBe(code)
  })
})
