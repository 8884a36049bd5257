import { describe, expect, it } from 'vitest'
import { isAtMost, isSameAmount } from '../../../../electron/account/decimal.ts'

describe('amounts of any coin are compared digit by digit', () => {
  it.each([
    ['0.1', '0.1', true],
    ['50', '50.0', true],
    ['050.00', '50', true],
    ['9', '10', true],
    ['10', '9', false],
    ['0.09', '0.1', true],
    ['0.1', '0.09', false],
    // Floats hold neither of these apart.
    ['1000.000000000000000001', '1000', false],
    ['1000', '1000.000000000000000001', true],
    ['9007199254740993', '9007199254740992', false],
    ['0.000000000000000001', '0', false],
    ['123456789012345.5', '123456789012345.50', true],
  ])('%s is at most %s: %s', (amount, most, is) => {
    expect(isAtMost(amount, most)).toBe(is)
  })

  it.each([
    ['50', '50.0', true],
    ['050.00', '50', true],
    ['0.1', '0.10', true],
    ['1000.000000000000000001', '1000', false],
    ['0.01', '0.1', false],
  ])('%s is %s: %s', (one, other, is) => {
    expect(isSameAmount(one, other)).toBe(is)
    expect(isSameAmount(other, one)).toBe(is)
  })
})
