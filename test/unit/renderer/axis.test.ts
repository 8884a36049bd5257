import { expect, test } from 'vitest'
import { axisFormat } from '../../../renderer/features/dashboard/use-axis.ts'

test.each([
  [0, '0'],
  [0.25, '0.25'],
  [7.5, '7.5'],
  [750, '750'],
  [1000, '1K'],
  [1250, '1.25K'],
  [12_500, '12.5K'],
  [1_250_000, '1.25M'],
  // As floats add it up.
  [0.1 + 0.2, '0.3'],
])('the figure beside a line is the line’s own: %s', (value, text) => {
  expect(axisFormat('money', 'en')(value)).toBe(text)
})

test('a part of a sale has no figure', () => {
  const axis = axisFormat('sales', 'en')
  expect([0, 0.5, 1, 2.5].map(axis)).toEqual(['0', '', '1', ''])
})
