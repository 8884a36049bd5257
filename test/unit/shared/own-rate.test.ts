import { describe, expect, it } from 'vitest'
import { OWN_RATE_MAX_AGE_MS, ownRateStanding } from '../../../shared/own-rate.ts'

const SET_AT = Date.parse('2026-11-21T08:00:00.000Z')
const OWN = { currency: 'EUR', perUsdt: '0.9184', setAt: new Date(SET_AT).toISOString() } as const

describe('how the owner’s rate stands', () => {
  it.each([
    [0, 'holds'],
    [OWN_RATE_MAX_AGE_MS, 'holds'],
    [OWN_RATE_MAX_AGE_MS + 1, 'tooOld'],
    [-OWN_RATE_MAX_AGE_MS, 'holds'],
    [-OWN_RATE_MAX_AGE_MS - 1, 'tooOld'],
  ])('%i ms after it was set: %s', (after, standing) => {
    expect(ownRateStanding(OWN, 'EUR', SET_AT + after)).toBe(standing)
  })

  it('is none without a rate, and another currency’s is not this one’s, however old', () => {
    expect(ownRateStanding(null, 'EUR', SET_AT)).toBe('none')
    expect(ownRateStanding(OWN, 'KWD', SET_AT)).toBe('otherCurrency')
    expect(ownRateStanding(OWN, 'KWD', SET_AT + 2 * OWN_RATE_MAX_AGE_MS)).toBe('otherCurrency')
  })
})
