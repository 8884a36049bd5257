import { expect, test } from 'vitest'
import { reportOf, reportText } from '../../support/relay-torture/report.ts'
import type { SoakOutcome } from '../../support/relay-torture/soak.ts'

const size = { seed: 5, deliveries: 2_000, relayKills: 3, storeKills: 0, tillCrashes: 1 }
const outcome: SoakOutcome = {
  seed: 5,
  counts: {
    answered: 2_000,
    requests: 2_060,
    unanswered: 60,
    putOff: 0,
    kept: 2_011,
    payments: 240,
    looksThatChanged: 900,
    forged: 41,
    relayKills: 3,
    storeKills: 0,
    tillCrashes: 1,
    peakMb: 120,
  },
  violations: [],
  failure: null,
  complaints: ['{"level":50}'],
  folder: null,
  seconds: 7,
}
const found = { kind: 'lost', about: 'callback 7', expected: '1 kept', found: '0' } as const

test('a soak is well only when all of it happened and nothing was found', () => {
  const isWell = (change: Partial<SoakOutcome>) => reportOf(size, { ...outcome, ...change }).isWell
  expect(isWell({})).toBe(true)
  expect(isWell({ violations: [found] })).toBe(false)
  expect(isWell({ failure: 'the till ended' })).toBe(false)
  for (const missing of ['answered', 'relayKills', 'tillCrashes'] as const) {
    expect(isWell({ counts: { ...outcome.counts, [missing]: outcome.counts[missing] - 1 } })).toBe(false)
  }
  expect(reportOf({ ...size, storeKills: 1 }, outcome).isWell).toBe(false)
})

test('the report counts what was found, and says where to look', () => {
  const report = reportOf(size, { ...outcome, violations: [found, found], failure: 'stood', folder: '/kept' })
  expect(report.found).toMatchObject({ lost: 2, altered: 0 })
  const text = reportText(report)
  for (const part of [
    'seed 5, 7 s',
    'not completed: stood',
    '/kept',
    'callback 7',
    'expected 1 kept',
    '"level":50',
  ]) {
    expect(text).toContain(part)
  }
})
