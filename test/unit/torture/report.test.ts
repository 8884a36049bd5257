import { expect, test } from 'vitest'
import { BEGINNINGS, ENDINGS, planLives } from '../../support/torture/plan.ts'
import type { TillOutcome } from '../../support/torture/till-torture.ts'
import { reportOf, reportText, shareOut } from '../../support/torture/torture.ts'

const till: TillOutcome = {
  seed: 5,
  kills: 3,
  restarts: 3,
  sales: 4,
  payments: 5,
  charges: 5,
  deposits: 2,
  events: 30,
  violations: [],
  failure: null,
  folder: null,
}
const found = { kind: 'salePaidTwice', payment: 7, charge: '99', expected: 'one', found: 'two' } as const

test('the same seed gives the same plan, another seed another', () => {
  expect(planLives(5, 20)).toEqual(planLives(5, 20))
  expect(planLives(5, 20)).not.toEqual(planLives(6, 20))
})

test('a long plan has every beginning, every ending, kills while starting and money while the till is dead', () => {
  const lives = planLives(1, 200)
  const sales = lives.flatMap((life) => life.sales)
  expect(new Set(sales.map(({ beginning }) => beginning))).toEqual(new Set(BEGINNINGS))
  expect(new Set(sales.map(({ ending }) => ending))).toEqual(new Set(ENDINGS))
  expect(lives.some(({ kill }) => kill.during === 'start')).toBe(true)
  expect(lives.some(({ away }) => away.length > 0)).toBe(true)
})

test('all kills are shared out over the tills', () => {
  for (const kills of [1, 6, 50, 51, 200]) {
    expect(shareOut(kills).reduce((sum, one) => sum + one.kills, 0)).toBe(kills)
  }
})

test('a run is well only when every kill happened and nothing was found', () => {
  const isWell = (...tills: readonly TillOutcome[]) => reportOf({ seed: 5, kills: 6 }, tills, 1).isWell
  expect(isWell(till, till)).toBe(true)
  expect(isWell(till)).toBe(false)
  expect(isWell(till, { ...till, violations: [found] })).toBe(false)
  expect(isWell(till, { ...till, failure: 'kill 4: the till ended by itself' })).toBe(false)
})

test('the report adds up, and says where to look', () => {
  const bad = { ...till, violations: [found], failure: 'kill 4: ended', folder: '/tmp/kept' }
  const report = reportOf({ seed: 5, kills: 6 }, [till, bad], 12.4)
  expect(report.counts).toMatchObject({ kills: 6, sales: 8, deposits: 4 })
  expect(report.violations).toMatchObject({ salePaidTwice: 1, twoLiveCodes: 0 })
  const text = reportText(report)
  for (const part of [
    '/tmp/kept',
    'kill 4: ended',
    'payment 7',
    'charge 99',
    'expected one',
    'found    two',
  ]) {
    expect(text).toContain(part)
  }
})
