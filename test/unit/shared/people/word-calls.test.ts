import { describe, expect, it } from 'vitest'
import { asksOwnersPin, asksWord } from '../../../../shared/people/word-calls.ts'

const GATEWAY = { mode: 'live', gateway: 'nowpayments', word: null }
const KEYS = { ...GATEWAY, secrets: { 'api-key': 'a key of somebody else' } }

describe('where money comes in', () => {
  it.each([
    ['gateways.connect', KEYS],
    ['gateways.forget', GATEWAY],
    ['gateways.prefer', { order: [], word: null }],
  ] as const)('is said with a PIN by people, and as before at a till without any: %s', (channel, input) => {
    expect(asksWord(channel, input)).toBe(true)
    expect(asksOwnersPin(channel, input)).toBe(false)
  })

  it('is not said by the test of what is there already', () => {
    expect(asksWord('gateways.connect', { ...GATEWAY, secrets: {} })).toBe(false)
  })
})

describe('where money leaves', () => {
  it('a PIN is asked for with people and without', () => {
    expect(asksWord('account.convert', {})).toBe(true)
    expect(asksOwnersPin('account.convert', {})).toBe(true)
  })
})
