import { describe, expect, test } from 'vitest'
import {
  type DaysNow,
  type DealtWith,
  dealtWith,
  dueFiles,
  MOST_DAYS_AT_ONCE,
} from '../../../../electron/exports/day-files/due-files.ts'
import { addDays, type Day, daysOf } from '../../../../shared/calendar/day.ts'

const FRIDAY = '2026-11-20'
const SATURDAY = '2026-11-21'
const SUNDAY = '2026-11-22'
const LONG_AGO = '2015-01-01'
const FAR_AHEAD = '2036-11-20'

/** Looks at the days one after the other, as a till's clock says them: what falls due at each. */
function looks(dealt: DealtWith, todays: readonly Day[], given: Partial<DaysNow> = {}): Day[][] {
  let kept = dealt
  return todays.map((today) => {
    const now = { lastZ: 0, lastZDay: null, today, isBeyondZ: () => false, ...given }
    const due = dueFiles(kept, now)
    kept = dealtWith(kept, now)
    return due.flatMap((one) => (one.kind === 'day' ? [one.day] : []))
  })
}

describe('days that end', () => {
  const dealt = { z: 0, day: '2026-11-19' }
  const soldOn = (day: Day) => ({ isBeyondZ: (one: Day) => one === day })

  test('under a clock far ahead are those that something was sold on, and due again once they are over', () => {
    const due = looks(dealt, [FRIDAY, FAR_AHEAD, FRIDAY, SATURDAY, SUNDAY], soldOn(FRIDAY))
    expect(due).toEqual([[], [FRIDAY], [], [FRIDAY], [SATURDAY]])
  })

  test('under a clock some days ahead are due again once they are over', () => {
    const due = looks(dealt, [FRIDAY, '2026-11-23', FRIDAY, SATURDAY, SUNDAY])
    expect(due).toEqual([[], [FRIDAY, SATURDAY, SUNDAY], [], [FRIDAY], [SATURDAY]])
  })

  test('are not due a second time where the clock was years behind, whatever was sold since', () => {
    const due = looks(dealt, [FRIDAY, LONG_AGO, LONG_AGO, FRIDAY, SATURDAY], { isBeyondZ: () => true })
    expect(due).toEqual([[], [], [], [], [FRIDAY]])
  })

  test('are due when the clock was behind over them', () => {
    expect(looks(dealt, [LONG_AGO, '1970-01-01', SUNDAY])).toEqual([[], [], [FRIDAY, SATURDAY]])
  })

  test('are all due after a long holiday, also where nothing was sold', () => {
    const back = addDays(FRIDAY, MOST_DAYS_AT_ONCE)
    const all = daysOf({ from: FRIDAY, to: addDays(back, -1) })
    expect(looks(dealt, [back])).toEqual([all])
    expect(all).toHaveLength(MOST_DAYS_AT_ONCE)
  })

  test('while the till was put away for longer are those that something was sold on', () => {
    const back = addDays(FRIDAY, MOST_DAYS_AT_ONCE + 1)
    expect(looks(dealt, [back], soldOn(FRIDAY))).toEqual([[FRIDAY]])
  })

  test('are due after a Z that was taken under a clock ahead', () => {
    const given = { lastZ: 7, lastZDay: FAR_AHEAD }
    expect(looks({ z: 7, day: '2026-11-19' }, [SATURDAY, SUNDAY], given)).toEqual([[FRIDAY], [SATURDAY]])
  })
})
