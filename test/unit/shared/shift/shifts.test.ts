import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { addDays, daysOf } from '../../../../shared/calendar/day.ts'
import { COUNTING_VERSION } from '../../../../shared/shift/counting-version.ts'
import { NO_FIGURES } from '../../../../shared/shift/figures.ts'
import { type DayClosed, ShiftEvent } from '../../../../shared/shift/shift.ts'
import {
  closeDay,
  closeShift,
  type DayClosing,
  NO_SHIFTS,
  nextZ,
  openShift,
  type Shifts,
  shiftOf,
  shiftsAfter,
} from '../../../../shared/shift/shifts.ts'
import { anId, at } from '../../../support/builders.ts'
import { anyCommands, anyFates, createWorld } from './shift-world.ts'

// A hundred tills a property: a second or two beside other work.
vi.setConfig({ testTimeout: 30_000 })
const RUNS = { numRuns: 100 }

const ANA = { id: 'ana', name: 'Ana' }
const BEN = { id: 'ben', name: 'Ben' }
const DAY = '2026-11-21'
const NOTHING = {
  cells: [],
  corrections: [],
  carried: [],
  standing: { exceptions: 0, owed: '0.000000', refunding: '0.000000' },
}

function opened(shifts: Shifts, person = ANA, day = DAY): Shifts {
  const event = openShift(shifts, { person, till: 'Till 1', day, note: null, at: at(0) })
  if (!event.ok) throw new Error(event.error.code)
  return shiftsAfter(shifts, event.value)
}

function closing(over: Partial<DayClosing> = {}): DayClosing {
  const place = { shop: 'Shop', till: 'Till 1', tillNumber: 1, tillId: anId(1), timeZone: 'UTC' }
  const head = { ...place, attempt: anId(1), by: ANA, allShifts: [] }
  return { ...head, day: DAY, at: at(60), since: DAY, ...over }
}

/** The Z of a till's whole day, on record; and where that leaves it. */
function closed(shifts: Shifts, over: Partial<DayClosing> = {}): { event: DayClosed; shifts: Shifts } {
  const end = closeDay(shifts, closing(over))
  if (!end.ok) throw new Error(end.error.code)
  const event: DayClosed = {
    kind: 'dayClosed',
    at: over.at ?? at(60),
    z: end.value.z,
    totals: NOTHING,
    journal: { seq: 1, hash: 'f0' },
    people: [],
    counting: COUNTING_VERSION,
  }
  return { event, shifts: [...end.value.shifts, event].reduce(shiftsAfter, shifts) }
}

describe('shifts', () => {
  it('are one for each person, side by side on one till', () => {
    const both = opened(opened(NO_SHIFTS), BEN)
    expect(both.open.map(({ number, person }) => [number, person.id])).toEqual([
      [1, 'ana'],
      [2, 'ben'],
    ])
    const again = openShift(both, { person: ANA, till: 'Till 1', day: DAY, note: null, at: at(1) })
    expect(again).toEqual({ ok: false, error: { code: 'shiftOpen', number: 1 } })
  })

  it('are closed once, by themselves or by another, and the next has the next number', () => {
    const event = closeShift(opened(NO_SHIFTS), { at: at(9), number: 1, by: BEN, note: 'went home' })
    if (!event.ok) throw new Error(event.error.code)
    const after = shiftsAfter(opened(NO_SHIFTS), event.value)
    expect(shiftOf(after, 'ana')).toBeUndefined()
    expect(closeShift(after, { at: at(9), number: 1, by: ANA, note: null })).toEqual({
      ok: false,
      error: { code: 'shiftNotOpen' },
    })
    expect(shiftOf(opened(after), 'ana')?.number).toBe(2)
  })
})

describe('a Z', () => {
  it('ends every open shift, and begins where the one before ended', () => {
    const first = closed(opened(opened(NO_SHIFTS), BEN))
    expect([first.event.z.shifts, first.event.z.from, first.shifts.open]).toEqual([[1, 2], null, []])
    const second = closed(first.shifts, { attempt: anId(2), at: at(120) })
    expect([second.event.z.number, second.event.z.from]).toEqual([2, at(60)])
  })

  it('is one Z however often its key is pressed', () => {
    const { shifts } = closed(NO_SHIFTS)
    expect(closeDay(shifts, closing())).toEqual({ ok: false, error: { code: 'alreadyClosed', number: 1 } })
  })

  it('closes days without a sale, and days on which nobody came', () => {
    const friday = closed(NO_SHIFTS, { since: '2026-11-18', day: '2026-11-20' })
    expect(friday.event.z.days).toEqual({ from: '2026-11-18', to: '2026-11-20' })
    const monday = closed(friday.shifts, { attempt: anId(2), day: '2026-11-23' })
    expect(monday.event.z.days).toEqual({ from: '2026-11-21', to: '2026-11-23' })
  })

  it('of a day that has one already closes no day, and nor does one of a day gone back', () => {
    const first = closed(NO_SHIFTS)
    const again = closed(first.shifts, { attempt: anId(2) })
    expect(again.event.z.days).toBeNull()
    const back = closed(again.shifts, { attempt: anId(3), day: '2026-11-20' })
    expect(back.event.z.days).toBeNull()
    const next = closed(back.shifts, { attempt: anId(4), day: '2026-11-22' })
    expect(next.event.z.days).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  })

  it('takes nothing but the next event: a gap, a repetition or an open shift is a damaged journal', () => {
    const { event, shifts } = closed(NO_SHIFTS)
    expect(() => shiftsAfter(shifts, event)).toThrow()
    expect(() => shiftsAfter(NO_SHIFTS, { ...event, z: { ...event.z, number: 2 } })).toThrow()
    expect(() => shiftsAfter(opened(NO_SHIFTS), event)).toThrow()
    expect(() =>
      shiftsAfter(shifts, { kind: 'shiftClosed', at: at(0), number: 9, by: ANA, note: null }),
    ).toThrow()
  })
})

describe('whatever is pressed', () => {
  it('numbers have no gaps, each Z begins where the last ended, and every day is closed once', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const world = createWorld(fates)
        for (const command of commands) world.run(command)
        const zs = world.zs()
        expect(zs.map(({ z }) => z.number)).toEqual(zs.map((_, index) => index + 1))
        expect(zs.map(({ z }) => z.from)).toEqual([null, ...zs.map((event) => event.at)].slice(0, zs.length))
        const days = zs.flatMap(({ z }) => (z.days ? daysOf(z.days) : []))
        expect(days).toEqual(days.map((_, index) => addDays('2026-11-20', index)))
        expect(days.at(-1)).toBe(zs.at(-1)?.z.day)
        expect(nextZ(world.shifts())).toBe(zs.length + 1)
      }),
      RUNS,
    )
  })

  it('nobody has two shifts, none outlives a Z, and the events say where a till stands', () => {
    fc.assert(
      fc.property(anyFates, anyCommands, (fates, commands) => {
        const world = createWorld(fates)
        for (const command of commands) {
          world.run(command)
          const { open } = world.shifts()
          expect(new Set(open.map(({ person }) => person.id)).size).toBe(open.length)
          if (command.do === 'z') expect(open).toEqual([])
        }
        const events = world.lines.flatMap((line) => (line.about === 'shift' ? [line.event] : []))
        expect(events.map((event) => ShiftEvent.parse(JSON.parse(JSON.stringify(event))))).toEqual(events)
        expect(events.reduce(shiftsAfter, NO_SHIFTS)).toEqual(world.shifts())
      }),
      RUNS,
    )
  })
})

describe('a Z with nothing in it', () => {
  it('is one all the same', () => {
    const world = createWorld([])
    world.run({ do: 'z' })
    expect(world.zs()[0]?.totals).toEqual(NOTHING)
    expect(NO_FIGURES.currencies).toEqual([])
  })
})
