import { expect, it } from 'vitest'
import { reconnectAfter } from '../../../../electron/relay/reconnecting.ts'

const growing = (reason: 'ended' | 'wrongToken', random: number) =>
  [0, 1, 2, 3, 4, 5, 60, 5_000].map((failures) => reconnectAfter(reason, failures, random) / 1000)

it('waits longer each time, up to half a minute, anywhere in the upper half', () => {
  expect(growing('ended', 1)).toEqual([1, 2, 4, 8, 16, 30, 30, 30])
  expect(growing('ended', 0)).toEqual([0.5, 1, 2, 4, 8, 15, 15, 15])
})

it('waits minutes where a person has to act', () => {
  expect(growing('wrongToken', 1)).toEqual([60, 120, 240, 300, 300, 300, 300, 300])
})

it('waits as long as it is asked to, within reason', () => {
  expect(reconnectAfter('unavailable', 0, 1, 20_000)).toBe(20_000)
  expect(reconnectAfter('unavailable', 6, 1, 5_000)).toBe(30_000)
  expect(reconnectAfter('unavailable', 0, 1, 86_400_000)).toBe(300_000)
})
