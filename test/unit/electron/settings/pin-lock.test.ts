import { beforeEach, describe, expect, it } from 'vitest'
import { createPinLock, type PinAttempts, type PinLock } from '../../../../electron/settings/pin-lock.ts'
import { err, ok } from '../../../../shared/result.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'

const SECOND = 1000
const HOUR = 3_600 * SECOND

type FakeJournal = PinAttempts & { wrong: number; canWrite: boolean }

function aJournal(wrong = 0): FakeJournal {
  const journal: FakeJournal = {
    wrong,
    canWrite: true,
    failures: () => journal.wrong,
    note(tried) {
      if (!journal.canWrite) return err({ code: 'journalUnavailable', reason: 'full' })
      journal.wrong = tried === 'right' ? 0 : journal.wrong + 1
      return ok(null)
    },
  }
  return journal
}

const locked = (seconds: number) => err({ code: 'pinLocked', seconds })

let clock: FakeClock
let journal: FakeJournal
let lock: PinLock

beforeEach(() => {
  clock = createFakeClock()
  journal = aJournal()
  lock = createPinLock(clock, () => journal)
})

function tryWrong(times: number): void {
  for (let count = 0; count < times; count += 1) lock.tried('wrong')
}

describe('five tries', () => {
  it('are free, and count down', () => {
    expect([1, 2, 3, 4].map(() => lock.tried('wrong'))).toEqual(
      [4, 3, 2, 1].map((left) => err({ code: 'pinWrong', left })),
    )
    expect(lock.check()).toEqual(ok(null))
  })

  it('and the fifth wrong one locks for half a minute', () => {
    tryWrong(4)
    expect(lock.tried('wrong')).toEqual(locked(30))
    clock.advance(29.5 * SECOND)
    expect(lock.check()).toEqual(locked(1))
    clock.advance(0.5 * SECOND)
    expect(lock.check()).toEqual(ok(null))
  })

  it('are given again after a right one', () => {
    tryWrong(4)
    expect(lock.tried('right')).toEqual(ok(null))
    expect(lock.tried('wrong')).toEqual(err({ code: 'pinWrong', left: 4 }))
  })

  it('then one at a time, after waits that double up to an hour', () => {
    tryWrong(5)
    const waits: number[] = []
    for (let count = 0; count < 8; count += 1) {
      clock.advance(HOUR)
      const answer = lock.tried('wrong')
      if (!answer.ok && answer.error.code === 'pinLocked') waits.push(answer.error.seconds)
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600])
  })
})

describe('the wait', () => {
  it.each([-10 * HOUR, 10 * HOUR])('does not end because the computer’s clock is set by %d ms', (ms) => {
    tryWrong(5)
    clock.setWall(ms)
    expect(lock.check()).toEqual(locked(30))
  })

  it.each([-HOUR, HOUR])(
    'neither ends nor grows beyond reach when the till’s time is put right by %d ms',
    (ms) => {
      tryWrong(5)
      clock.shift(ms)
      expect(lock.check().ok).toBe(false)
      clock.advance(30 * SECOND)
      expect(lock.check()).toEqual(ok(null))
    },
  )

  it('begins again, whole, with each start of the till, whatever its clock says by then', () => {
    tryWrong(6)
    const later = createFakeClock(clock.now() + 1000 * HOUR)
    const restarted = createPinLock(later, () => journal)
    expect(restarted.check()).toEqual(locked(60))
    later.advance(60 * SECOND)
    expect(restarted.check()).toEqual(ok(null))
  })

  it('runs out from the start on, not from the first look', () => {
    journal.wrong = 5
    const restarted = createPinLock(clock, () => journal)
    clock.advance(30 * SECOND)
    expect(restarted.check()).toEqual(ok(null))
  })
})

describe('another mode', () => {
  it('gives no more tries', () => {
    tryWrong(4)
    journal = aJournal()
    expect(lock.tried('wrong')).toEqual(locked(30))
    journal = aJournal()
    expect(lock.check()).toEqual(locked(30))
  })

  it('with wrong tries of its own is waited for', () => {
    journal = aJournal(7)
    expect(lock.check()).toEqual(locked(120))
  })
})

describe('a try that cannot be recorded', () => {
  it.each(['right', 'wrong'] as const)('is refused alike when it is %s', (how) => {
    journal.canWrite = false
    expect(lock.tried(how)).toEqual(err({ code: 'journalUnavailable', reason: 'full' }))
  })

  it('counts', () => {
    journal.canWrite = false
    tryWrong(5)
    expect(lock.check()).toEqual(locked(30))
  })
})
