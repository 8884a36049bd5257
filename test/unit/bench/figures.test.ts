import { expect, test } from 'vitest'
import { covered, figure, figureAtLeast, judgementOf, percentile } from '../../../bench/figures.ts'

test('a figure passes up to its bar and has no judgement without one', () => {
  expect(figure('x', 120.04, 'ms', 120)).toEqual({ id: 'x', value: 120, unit: 'ms', bar: 120, pass: true })
  expect(figure('x', 1.506, 'ratio', 1.5).pass).toBe(false)
  expect(figure('x', 7, 'kB').pass).toBeNull()
})

test('a figure that has to be large passes from its bar on', () => {
  expect(figureAtLeast('x', 2.996, 'ratio', 3)).toEqual({
    id: 'x',
    value: 3,
    unit: 'ratio',
    bar: 3,
    pass: true,
  })
  expect(figureAtLeast('x', 49_999.4, '/s', 50_000)).toMatchObject({ value: 49_999, pass: false })
})

test('on which side of its bar a figure is, is said as a person would', () => {
  expect(judgementOf(figure('x', 7, 'kB'))).toBe('')
  expect([25, 25.1].map((value) => judgementOf(figure('x', value, 'MB', 25)))).toEqual([
    'within 25',
    'OVER 25',
  ])
  expect([0.61, 0.49].map((value) => judgementOf(figureAtLeast('x', value, 'ratio', 0.5)))).toEqual([
    'above 0.5',
    'UNDER 0.5',
  ])
})

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 50 }, (_, index) => 50 - index)
  expect([percentile(values, 0.5), percentile(values, 0.95), percentile([3], 0.95)]).toEqual([25, 48, 3])
  expect(() => percentile([], 0.5)).toThrow('nothing was measured')
})

test('time under way is counted once, however many requests share it, and only between the two moments', () => {
  const spans = [
    { start: 30, end: 50 },
    { start: 0, end: 12 },
    { start: 35, end: 45 },
    { start: 48, end: 60 },
    { start: 95, end: 130 },
  ]
  expect(covered(spans, 10, 100)).toBe(2 + 30 + 5)
  expect(covered([], 10, 100)).toBe(0)
})
