import { expect, it } from 'vitest'
import { createPace } from '../../../../electron/chain/pace.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('lets the first request go at once and each further one a second later', async () => {
  const clock = createFakeClock()
  const pace = createPace(clock)
  const began = clock.now()
  const starts: number[] = []
  for (let count = 0; count < 3; count += 1) void pace.turn().then(() => starts.push(clock.now() - began))
  for (let passed = 0; passed < 3_000; passed += 500) {
    await settled()
    clock.advance(500)
  }
  expect(starts).toEqual([0, 1_000, 2_000])
})

it('a turn that is given up is none, waiting or not', async () => {
  const clock = createFakeClock()
  const pace = createPace(clock)
  await pace.turn()
  const stopping = new AbortController()
  const waiting = pace.turn(stopping.signal)
  stopping.abort()
  expect([await waiting, await pace.turn(stopping.signal)]).toEqual([false, false])
})

it('a clock that is set back does not make it quiet for longer than an hour', () => {
  const clock = createFakeClock()
  let back = 0
  const pace = createPace({ ...clock, now: () => clock.now() - back })
  pace.slowDown(60 * 60_000)
  back = 24 * 60 * 60_000
  expect(pace.quietFor()).toBe(60 * 60_000)
})
