import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../../../electron/gateways/nowpayments/client.ts'
import { type RequestContext, refusalFailure } from '../../../../../electron/gateways/nowpayments/refusal.ts'
import type { AppError } from '../../../../../shared/app-error.ts'
import { sample } from '../../../../support/samples/nowpayments/sample.ts'

const CREATE: RequestContext = { mode: 'live', purpose: 'create', currency: 'EUR' }

function reply(status: number, raw: string, retryAfterMs: number | null = null): Reply {
  return { status, text: raw, raw, retryAfterMs, serverTime: null, sentAt: 0, receivedAt: 0 }
}

function envelope(status: number, code: string, message: string): Reply {
  return reply(status, JSON.stringify({ status: false, statusCode: status, code, message }))
}

const TOO_SMALL: AppError = {
  code: 'amountTooSmall',
  minimumUsdt: null,
  minimumPrice: null,
  currency: 'EUR',
}

describe('what a refusal means', () => {
  it.each<[string, Reply, AppError]>([
    ['a wrong key', reply(403, sample('error-403.json')), { code: 'wrongKey', mode: 'live' }],
    ['a 403 without a word', reply(403, ''), { code: 'wrongKey', mode: 'live' }],
    [
      'a firewall that does not like this network',
      reply(403, '<html>Sorry, you have been blocked</html>'),
      { code: 'gatewayRefused', detail: 'HTTP 403' },
    ],
    ['a limiter', reply(429, sample('error-429-html.txt')), { code: 'rateLimited' }],
    [
      'the estimate that never comes',
      reply(500, sample('error-500-estimate.json')),
      { code: 'noEstimate', detail: 'Can not get estimate from USD to USDT' },
    ],
    [
      'an inner error',
      envelope(500, 'INTERNAL_ERROR', 'The server encountered an internal error'),
      { code: 'gatewayDown', httpStatus: 500 },
    ],
    ['a dead upstream', reply(502, '<html>502 Bad Gateway</html>'), { code: 'gatewayDown', httpStatus: 502 }],
    ['too little, by code', reply(400, sample('error-400-minimal.json')), TOO_SMALL],
    ['too little, first wording', envelope(400, 'BAD_REQUEST', 'amountFrom is less than minimal'), TOO_SMALL],
    ['too little, second wording', envelope(400, '', 'amountTo is too small'), TOO_SMALL],
    [
      'a coin switched off',
      envelope(400, 'CURRENCY_UNAVAILABLE', 'Currency USDTTRC20 is not available'),
      { code: 'coinNotEnabled' },
    ],
    [
      'anything else',
      envelope(400, 'INVALID_REQUEST_PARAMS', 'currency_to is required'),
      { code: 'gatewayRefused', detail: 'currency_to is required' },
    ],
    ['a page that is not there', reply(404, '<html>'), { code: 'gatewayRefused', detail: 'HTTP 404' }],
    ['a sign-in page in between', reply(302, ''), { code: 'badReply', detail: 'HTTP 302' }],
  ])('%s', (_what, answer, error) => {
    expect(refusalFailure(answer, CREATE).error).toEqual(error)
  })

  it('is a missing rate when the gateway cannot price a currency', () => {
    const answer = envelope(500, 'INTERNAL_ERROR', 'The server encountered an internal error')
    const context: RequestContext = { ...CREATE, purpose: 'estimate' }
    expect(refusalFailure(answer, context).error).toEqual({ code: 'noRate', currency: 'EUR' })
    expect(refusalFailure(reply(502, '<html>'), context).error).toEqual({
      code: 'gatewayDown',
      httpStatus: 502,
    })
  })

  it('shows 200 printable characters of the vendor and no more', () => {
    const message = `line one\r\n\u202e\u0007${'é'.repeat(300)}`
    const { error } = refusalFailure(envelope(400, 'X', message), CREATE)
    expect(error).toEqual({ code: 'gatewayRefused', detail: `line one ${'é'.repeat(191)}` })
  })
})

describe('whether a charge may exist all the same', () => {
  it('it may when a proxy gave up on the gateway', () => {
    expect(refusalFailure(reply(502, '<html>'), CREATE).maybe).toBe(true)
    expect(refusalFailure(reply(504, ''), CREATE).maybe).toBe(true)
  })

  it('it does not when the gateway itself refused', () => {
    expect(refusalFailure(reply(500, sample('error-500-estimate.json')), CREATE).maybe).toBe(false)
    expect(refusalFailure(reply(400, sample('error-400-minimal.json')), CREATE).maybe).toBe(false)
    expect(refusalFailure(reply(429, sample('error-429-html.txt')), CREATE).maybe).toBe(false)
  })

  it('nothing comes of only looking', () => {
    expect(refusalFailure(reply(502, '<html>'), { ...CREATE, purpose: 'look' }).maybe).toBe(false)
  })
})

it('hands on what came and when to come back', () => {
  expect(refusalFailure(reply(429, 'slow down', 30_000), CREATE)).toMatchObject({
    raw: 'slow down',
    retryAfterMs: 30_000,
  })
})
