// What the runners say in their own JSON reports, added up. A report that is missing or unreadable is a failure:
// silence must never look like success.

import { readFileSync } from 'node:fs'

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 }
export const ONE_PASSED: Counts = { ...NO_COUNTS, passed: 1 }
export const ONE_FAILED: Counts = { ...NO_COUNTS, failed: 1 }

/** The last line of a run. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    NO_COUNTS,
  )
}

/**
 * The counts of a runner that has ended. When it says by its exit code that something was wrong and its report
 * names no failed test (an error outside tests, no tests at all), that counts as one failure.
 */
export function runnerCounts(file: string, exitCode: number, read: (report: unknown) => Counts): Counts {
  const counts = countsIn(file, read)
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function countsIn(file: string, read: (report: unknown) => Counts): Counts {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    console.error(`No report of this stage: ${error instanceof Error ? error.message : error}`)
    return ONE_FAILED
  }
}

/** vitest's JSON report. A file that could not be run has no tests in it and counts as one failure. */
export function vitestCounts(report: unknown): Counts {
  const root = record(report)
  const files = list(root['testResults']).map(record)
  const broken = files.filter(
    (file) => file['status'] === 'failed' && !list(file['assertionResults']).some(isFailed),
  )
  return {
    passed: whole(root['numPassedTests']),
    failed: whole(root['numFailedTests']) + broken.length,
    skipped: whole(root['numPendingTests']) + whole(root['numTodoTests']),
  }
}

/** Playwright's JSON report. A flaky test is a failed one; errors outside tests count one each. */
export function playwrightCounts(report: unknown): Counts {
  const root = record(report)
  const stats = record(root['stats'])
  return {
    passed: whole(stats['expected']),
    failed: whole(stats['unexpected']) + whole(stats['flaky']) + list(root['errors']).length,
    skipped: whole(stats['skipped']),
  }
}

function isFailed(test: unknown): boolean {
  return record(test)['status'] === 'failed'
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no such report')
  return value as Record<string, unknown>
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('the report lacks a list')
  return value
}

function whole(value: unknown): number {
  if (!Number.isInteger(value)) throw new Error('the report lacks a count')
  return value as number
}
