import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  addCounts,
  countsLine,
  playwrightCounts,
  runnerCounts,
  vitestCounts,
} from '../../../scripts/report-counts.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-counts-'))
  vi.spyOn(console, 'error').mockReturnValue(undefined)
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

function saved(report: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report))
  return file
}

const vitestReport = (over: object = {}) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...over,
})
const playwrightReport = (stats: object = {}, errors: unknown[] = []) => ({
  stats: { expected: 7, unexpected: 0, flaky: 0, skipped: 2, ...stats },
  errors,
})

describe('counts of a runner', () => {
  test('are those of its report', () => {
    expect(runnerCounts(saved(vitestReport()), 0, vitestCounts)).toEqual({ passed: 5, failed: 0, skipped: 2 })
    expect(runnerCounts(saved(playwrightReport()), 0, playwrightCounts)).toEqual({
      passed: 7,
      failed: 0,
      skipped: 2,
    })
  })

  test('hold a failure when there is no report, or none that can be read', () => {
    for (const file of [join(folder, 'none.json'), saved('{"stats":'), saved([]), saved({ stats: {} })]) {
      expect(runnerCounts(file, 0, playwrightCounts).failed).toBe(1)
      expect(runnerCounts(file, 0, vitestCounts).failed).toBe(1)
    }
  })

  test('hold a failure when only the exit code says so', () => {
    expect(runnerCounts(saved(vitestReport()), 1, vitestCounts)).toEqual({ passed: 5, failed: 1, skipped: 2 })
    const failed = runnerCounts(saved(vitestReport({ numFailedTests: 3 })), 1, vitestCounts)
    expect(failed.failed).toBe(3)
  })

  test('count a file that could not be run, once', () => {
    const broken = { status: 'failed', assertionResults: [] }
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    const report = vitestReport({ numFailedTests: 1, testResults: [broken, failing] })
    expect(vitestCounts(report).failed).toBe(2)
  })

  test('count a flaky test and an error outside tests as failed', () => {
    expect(playwrightCounts(playwrightReport({ flaky: 1, unexpected: 2 }, [{}])).failed).toBe(4)
  })
})

test('the last line adds everything up', () => {
  const sum = addCounts([
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 20, failed: 3, skipped: 4 },
  ])
  expect(countsLine(sum)).toBe('21 passed, 3 failed, 4 skipped')
})
