import { describe, expect, test } from 'vitest'
import {
  minutesFromText,
  tillNumberFromText,
  toleranceFromText,
  toleranceText,
} from '../../../renderer/features/settings/tolerance.ts'

describe('tolerance', () => {
  test.each([
    ['0', 0],
    ['1', 100],
    ['0.5', 50],
    ['0,25', 25],
    [' 5.00 ', 500],
    ['٠٫٥', 50],
  ])('"%s" %% is %i basis points', (text, basisPoints) => {
    expect(toleranceFromText(text)).toBe(basisPoints)
  })

  test.each(['', '5.01', '6', '-1', '0.005', '1e1', 'one', '10', '.5'])('"%s" is refused', (text) => {
    expect(toleranceFromText(text)).toBeUndefined()
  })

  test('what is shown reads back as the same', () => {
    for (let basisPoints = 0; basisPoints <= 500; basisPoints += 1) {
      expect(toleranceFromText(toleranceText(basisPoints))).toBe(basisPoints)
    }
  })
})

describe('minutes', () => {
  test.each([
    ['1', 1],
    ['120', 120],
    ['٢٠', 20],
  ])('"%s" is %i minutes', (text, minutes) => {
    expect(minutesFromText(text)).toBe(minutes)
  })

  test.each(['0', '121', '1.5', '', '-5', '1000', 'x'])('"%s" is refused', (text) => {
    expect(minutesFromText(text)).toBeUndefined()
  })
})

describe('till number', () => {
  test.each([
    ['1', 1],
    ['02', 2],
    ['99', 99],
    ['١٢', 12],
  ])('"%s" is %i', (text, number) => {
    expect(tillNumberFromText(text)).toBe(number)
  })

  test.each(['0', '00', '100', '1.5', '', '-5', 'x'])('"%s" is refused', (text) => {
    expect(tillNumberFromText(text)).toBeUndefined()
  })
})
