import { beforeEach, describe, expect, it } from 'vitest'
import { createClockWatch, timeHeard } from '../../../../electron/time/clock-watch.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.parse('2026-11-21T14:00:00.000Z')

/** A watch over a fake computer. `trueTime` goes on with every millisecond, awake or asleep. */
function aWatch() {
  const clock = createFakeClock(START)
  const world = {
    clock,
    qr: false,
    reachable: true,
    trueTime: START,
    asked: 0,
    rechecked: 0,
    slept: [] as number[],
  }
  let heard = Promise.resolve()
  const watch = createClockWatch({
    clock,
    ask() {
      world.asked += 1
      const ahead = clock.now() - world.trueTime
      watch.heard(world.reachable ? (Math.abs(ahead) > 2 * MINUTE ? ahead : 0) : null)
      heard = Promise.resolve()
      return heard
    },
    isQrUp: () => world.qr,
    async recheck() {
      world.rechecked += 1
    },
    onSlept: (ms) => world.slept.push(ms),
    onChange: () => undefined,
  })
  return {
    ...world,
    world,
    watch,
    error: () => clock.now() - world.trueTime,
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 1000) {
        world.trueTime += 1000
        clock.advance(1000)
        await Promise.resolve()
      }
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
    },
  }
}

let till: ReturnType<typeof aWatch>
beforeEach(() => {
  till = aWatch()
})
function begin(isOff = 0): void {
  till.world.trueTime -= isOff
  till.watch.heard(isOff === 0 ? 0 : isOff)
  till.watch.start()
}

describe('someone sets the computer’s clock', () => {
  it.each([HOUR, -HOUR, 24 * HOUR])('by %d ms: the till’s time stays, and the state is named', async (ms) => {
    begin()
    till.world.qr = true
    till.clock.setWall(ms)
    await till.pass(MINUTE)
    expect(till.watch.problem()).toEqual({ code: 'clockWrong', skewSeconds: ms / 1000 })
    expect(Math.abs(till.error())).toBeLessThan(100)
    till.clock.setWall(-ms)
    await till.pass(MINUTE)
    expect(till.watch.problem()).toBeNull()
    expect(till.watch.asleep()).toBeNull()
  })

  it('while the gateway cannot be asked: a time it has borne out stands, and the state clears itself', async () => {
    begin()
    till.world.reachable = false
    till.clock.setWall(HOUR)
    await till.pass(3 * MINUTE)
    expect(till.watch.problem()).toEqual({ code: 'clockWrong', skewSeconds: 3600 })
    expect(Math.abs(till.error())).toBeLessThan(100)
    till.clock.setWall(-HOUR)
    await till.pass(MINUTE)
    expect(till.watch.problem()).toBeNull()
  })

  it('where nobody can ever be asked: followed as soon as no QR is up, not before', async () => {
    till.world.reachable = false
    till.watch.start()
    till.world.qr = true
    till.clock.setWall(HOUR)
    await till.pass(5 * MINUTE)
    expect(till.watch.problem()).toEqual({ code: 'clockWrong', skewSeconds: 3600 })
    expect(Math.abs(till.error())).toBeLessThan(100)
    till.world.qr = false
    await till.pass(2 * MINUTE)
    expect(till.watch.problem()).toBeNull()
    expect(till.clock.now()).toBe(till.clock.wall())
  })
})

describe('the computer’s clock was wrong from the start', () => {
  it.each([HOUR, -HOUR])('by %d ms: named, and the till goes by the gateway’s time', async (ms) => {
    begin(ms)
    expect(till.watch.problem()).toEqual({ code: 'clockWrong', skewSeconds: ms / 1000 })
    expect(till.error()).toBe(0)
    till.clock.setWall(-ms)
    await till.pass(MINUTE)
    expect(till.watch.problem()).toBeNull()
    expect(till.error()).toBe(0)
  })

  it.each([HOUR, -HOUR])('by %d ms with a QR up: put right only when it is gone', async (ms) => {
    till.world.qr = true
    begin(ms)
    till.clock.setWall(-ms)
    await till.pass(5 * MINUTE)
    expect(till.watch.problem()).toBeNull()
    expect(till.watch.asleep()).toBeNull()
    expect(till.error()).toBe(ms)
    till.world.qr = false
    await till.pass(2 * MINUTE)
    expect(Math.abs(till.error())).toBeLessThan(100)
  })
})

describe('the computer slept', () => {
  async function asleep(how: 'sleep' | 'jump', ms: number): Promise<void> {
    await till.pass(20_000)
    till.clock[how](ms)
    till.world.trueTime += ms
  }

  it.each(['sleep', 'jump'] as const)(
    'and says so (%s): the time counts, everything is checked',
    async (how) => {
      begin()
      till.world.qr = true
      await asleep(how, 3 * HOUR)
      till.watch.woke()
      expect(till.watch.asleep()).toEqual({ minutes: 180 })
      // With what had passed since the last look.
      expect(till.world.slept).toEqual([3 * HOUR + 5_000])
      expect(till.error()).toBe(0)
      expect(till.world.rechecked).toBe(1)
      await till.pass(5_000)
      expect(till.watch.asleep()).toEqual({ minutes: 180 })
      await till.pass(10_000)
      expect(till.watch.asleep()).toBeNull()
      expect(till.watch.problem()).toBeNull()
    },
  )

  it.each([
    ['sleep', 10_000],
    ['jump', 1_000],
  ] as const)('and does not say so (%s): found out at the next look', async (how, ms) => {
    begin()
    till.world.qr = true
    await asleep(how, 3 * HOUR)
    await till.pass(ms)
    expect(till.watch.asleep()).toEqual({ minutes: 180 })
    const [slept = 0] = till.world.slept
    expect(Math.abs(slept - 3 * HOUR)).toBeLessThan(15_000)
    expect(till.error()).toBe(0)
    expect(till.world.rechecked).toBe(1)
  })

  it('with a clock known to be wrong: only what passed is added', async () => {
    begin(HOUR)
    await asleep('sleep', 3 * HOUR)
    till.watch.woke()
    expect(till.error()).toBe(0)
    await till.pass(15_000)
    expect(till.watch.problem()).toEqual({ code: 'clockWrong', skewSeconds: 3600 })
  })

  it('for a moment: everything is checked, and nobody is told', async () => {
    begin()
    await asleep('sleep', 10_000)
    till.watch.woke()
    expect(till.world.rechecked).toBe(1)
    expect(till.watch.asleep()).toBeNull()
  })
})

it('follows the computer’s small corrections, but never while a QR is up', async () => {
  begin()
  till.world.qr = true
  till.clock.setWall(3_000)
  await till.pass(MINUTE)
  expect(till.error()).toBe(0)
  till.world.qr = false
  await till.pass(MINUTE)
  expect(till.error()).toBe(3_000)
  expect(till.world.asked).toBe(0)
  expect(till.watch.problem()).toBeNull()
})

it('takes the practice gateway, which goes by this computer’s clock, for no witness', () => {
  expect(timeHeard('practice', [{ step: 'clock', error: null }])).toBeNull()
  expect(timeHeard('live', [{ step: 'clock', error: null }])).toBe(0)
  expect(timeHeard('live', [{ step: 'status', error: { code: 'noNetwork' } }])).toBeNull()
  const error = { code: 'clockWrong', skewSeconds: -300 } as const
  expect(timeHeard('live', [{ step: 'clock', error }])).toBe(-300_000)
})
