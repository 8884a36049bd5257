import { describe, expect, it } from 'vitest'
import { readBalance } from '../../../../../../electron/gateways/nowpayments/account/balance.ts'
import { confirmPayout } from '../../../../../../electron/gateways/nowpayments/account/confirm.ts'
import { createPayout } from '../../../../../../electron/gateways/nowpayments/account/payouts.ts'
import { ADDRESS } from '../../../../../support/builders.ts'
import { type Canned, cannedAccount } from './canned-account.ts'

const said = (status: number, code: string, message: string) => ({
  status,
  text: JSON.stringify({ status: false, statusCode: status, code, message }),
})
const WANTED = {
  externalId: 'refund-1',
  address: ADDRESS,
  amount: 12_500_000n,
  description: '',
  callbackUrl: null,
}

describe('a refusal of a payout', () => {
  it.each([
    ['another computer', said(403, 'ACCESS_DENIED', 'Access denied | Invalid IP'), 'gatewayRefused', false],
    ['the key', said(403, 'INVALID_API_KEY', 'Invalid api key'), 'wrongKey', false],
    ['a firewall', { status: 403, text: '<html>' }, 'gatewayRefused', false],
    ['the account', said(400, 'BAD_CREATE_WITHDRAWAL_REQUEST', 'Not whitelisted'), 'gatewayRefused', false],
    ['the gateway itself', said(500, 'INTERNAL_ERROR', 'The server encountered'), 'gatewayDown', true],
    ['a proxy', { status: 504, text: '<html>' }, 'gatewayDown', true],
    ['a proxy that waited', { status: 408, text: '' }, 'gatewayRefused', true],
    ['the limiter', { status: 429, text: '<html>' }, 'rateLimited', false],
    ['a sign-in page', { status: 302, text: '' }, 'badReply', false],
  ])('by %s', async (_who, answer, code, maybe) => {
    const { account, sent } = await cannedAccount(answer)
    expect(await createPayout(account, WANTED, {})).toMatchObject({
      ok: false,
      error: { error: { code }, maybe },
    })
    expect(sent).toHaveLength(1)
  })

  it('says the vendor’s sentence without what could be harmful in it', async () => {
    const { account } = await cannedAccount(said(400, 'X', `bad\u202e\u0007 ${'y'.repeat(500)}`))
    const refused = await createPayout(account, WANTED, {})
    expect(refused).toMatchObject({
      error: { error: { detail: expect.stringMatching(/^bad {1,2}y{195,196}$/) } },
    })
  })
})

describe('a refusal of a code', () => {
  const confirm = async (answer: Canned, codesTried = 0) => {
    const { account, clock, signIn } = await cannedAccount(answer)
    const askedAt = new Date(clock.now()).toISOString()
    const refused = await confirmPayout(account, { batchId: '1', code: '123456', askedAt, codesTried }, {})
    return { refused, isSignedIn: signIn.token() !== null }
  }

  it.each([
    [
      'the code',
      said(400, 'BAD_REQUEST', 'Verification code is invalid'),
      { code: 'codeWrong', triesLeft: 9 },
    ],
    ['the code with 401', said(401, 'INVALID_2FA', 'Wrong 2fa code'), { code: 'codeWrong', triesLeft: 9 }],
    ['the code with 403', said(403, 'FORBIDDEN', 'Invalid OTP'), { code: 'codeWrong', triesLeft: 9 }],
    ['the tries', said(400, 'BAD_REQUEST', 'Maximum attempts exceeded'), { code: 'codeTooOften' }],
    ['the hour', said(400, 'BAD_REQUEST', 'Verification code expired'), { code: 'codeTooLate' }],
    ['its end', said(400, 'BAD_REQUEST', 'Payout is already rejected'), { code: 'codeTooLate' }],
    ['the token', said(401, 'AUTH_REQUIRED', 'Authorization header is empty'), { code: 'signInAgain' }],
    ['an expired token', said(401, 'UNAUTHORIZED', 'JWT expired'), { code: 'signInAgain' }],
    ['the key', said(403, 'INVALID_API_KEY', 'Invalid api key'), { code: 'wrongKey', mode: 'live' }],
    ['something else', said(404, 'NOT_FOUND', 'Payout not found'), { code: 'gatewayRefused' }],
  ])('is about %s', async (_what, answer, error) => {
    const { refused, isSignedIn } = await confirm(answer)
    expect(refused).toMatchObject({ ok: false, error: { error, maybe: false } })
    expect(isSignedIn).toBe(error.code !== 'signInAgain')
  })

  it('at the last try is the end', async () => {
    const wrong = said(400, 'BAD_REQUEST', 'Verification code is invalid')
    expect((await confirm(wrong, 8)).refused).toMatchObject({ error: { error: { triesLeft: 1 } } })
    expect((await confirm(wrong, 9)).refused).toMatchObject({ error: { error: { code: 'codeTooOften' } } })
  })

  it('by something in between is none', async () => {
    for (const answer of [
      { status: 403, text: '<html>verification code</html>' },
      { status: 429, text: '' },
    ]) {
      const { refused } = await confirm(answer)
      expect(refused).not.toMatchObject({ error: { error: { code: 'codeWrong' } } })
    }
  })
})

it('a balance that this computer may not see is not a matter of the key', async () => {
  const { account } = await cannedAccount(said(403, 'ACCESS_DENIED', 'Access denied'))
  expect(await readBalance(account, {})).toMatchObject({
    error: { error: { code: 'gatewayRefused', detail: 'Access denied' } },
  })
})
