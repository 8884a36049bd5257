import { describe, expect, test } from 'vitest'
import {
  asKind,
  type PeriodFacts,
  sheetIn,
  sheetsIn,
  steppedBy,
  wrongPeriod,
} from '../../../renderer/features/exports/period-choice.ts'
import { periodText } from '../../../renderer/features/period/period-words.ts'
import { wrongDays } from '../../../renderer/features/period/wrong-days.ts'

const TODAY = '2026-11-21'
const FACTS: PeriodFacts = { today: TODAY, weekStart: 'monday', lastZ: 12, lastShift: 250 }

describe('days in a row', () => {
  test('fit when they have begun and go forward, both ends included', () => {
    expect(wrongDays({ from: TODAY, to: TODAY }, TODAY, 1)).toBeNull()
    expect(wrongDays({ from: TODAY, to: '2026-11-30' }, TODAY)).toBeNull()
    expect(wrongDays({ from: '2026-11-22', to: TODAY }, TODAY)).toBe('wrongOrder')
    expect(wrongDays({ from: '2026-11-22', to: '2026-11-23' }, TODAY)).toBe('future')
  })

  test('are at most as many as are allowed', () => {
    expect(wrongDays({ from: '2025-11-21', to: TODAY }, TODAY, 366)).toBeNull()
    expect(wrongDays({ from: '2025-11-20', to: TODAY }, TODAY, 366)).toBe('tooMany')
    expect(wrongDays({ from: '1999-01-01', to: TODAY }, TODAY)).toBeNull()
  })

  test('are said as one day, as a month, or from the first to the last', () => {
    const month = { from: '2026-11-01', to: '2026-11-30' }
    expect(periodText({ kind: 'month' }, month, 'en')).toBe('November 2026')
    expect(periodText({ kind: 'custom' }, { from: TODAY, to: TODAY }, 'en')).toBe(
      'Saturday, November 21, 2026',
    )
    expect(periodText({ kind: 'custom' }, month, 'en').replace(/\s/g, ' ')).toBe('Nov 1 – 30, 2026')
  })
})

describe('a period with a number', () => {
  test('begins with the newest, and is turned between the first and the last', () => {
    const day = { kind: 'day', day: TODAY } as const
    expect(asKind('shift', day, FACTS)).toEqual({ kind: 'shift', number: 250 })
    expect(asKind('z', day, FACTS)).toEqual({ kind: 'z', number: 12 })
    expect(steppedBy(1, { kind: 'shift', number: 250 }, FACTS)).toBeNull()
    expect(steppedBy(-1, { kind: 'shift', number: 250 }, FACTS)).toEqual({ kind: 'shift', number: 249 })
    expect(steppedBy(-1, { kind: 'z', number: 1 }, FACTS)).toBeNull()
  })

  test('is nothing to export where there is none of it', () => {
    const none = { ...FACTS, lastZ: 0, lastShift: 0 }
    expect(wrongPeriod({ kind: 'shift', number: 1 }, none)).toBe('noShift')
    expect(wrongPeriod({ kind: 'z', number: 1 }, none)).toBe('noZ')
    expect(wrongPeriod({ kind: 'shift', number: 251 }, FACTS)).toBe('noShift')
    expect(wrongPeriod({ kind: 'shift', number: 250 }, FACTS)).toBeNull()
  })
})

test('only a Z has a sheet of what it corrects; for another period the first is written', () => {
  const ofZ = { kind: 'z', number: 12 } as const
  const everything = { kind: 'everything' } as const
  expect(sheetsIn(ofZ)).toEqual([...sheetsIn(everything), 'corrections'])
  expect([sheetIn(ofZ, 'corrections'), sheetIn(everything, 'corrections')]).toEqual([
    'corrections',
    'payments',
  ])
  expect(sheetIn(everything, 'days')).toBe('days')
})
