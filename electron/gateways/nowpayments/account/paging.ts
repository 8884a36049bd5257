import { err, ok, type Result } from '../../../../shared/result.ts'
import type { AccountFailure } from './failure.ts'

// The vendor's lists are read by page number while other tills go on selling. Numbers shift when a row comes in above,
// and rows with the same time may change places between two requests: a plain walk then meets a row twice, or never.

export type Page<Row> = {
  readonly rows: readonly Row[]
  /** How many rows the whole list has, where the vendor says so. */
  readonly total: number | null
}

export type Pages<Row> = {
  /** `page` counts from 0. */
  readonly ask: (page: number) => Promise<Result<Page<Row>, AccountFailure>>
  /** What makes a row itself, however it may have changed since. */
  readonly keyOf: (row: Row) => string
}

export type Walk<Row> = {
  /** Each row once, in the order in which they were first met, as last told. */
  readonly rows: readonly Row[]
  /** False when the vendor counts more rows than it shows, also after asking again: it then must be said so. */
  readonly complete: boolean
  /** How many rows the vendor counts and did not show. */
  readonly missing: number
}

const ROUNDS = 3
/** A vendor that forgets to end its list does not keep the till reading for ever. */
const MAX_PAGES = 2000
/**
 * Where the vendor does not count, a list that only repeats itself is at its end. One repeated page is nothing yet:
 * where pages count from 1, the pages 0 and 1 are the same.
 */
const SAME_PAGES = 2

/**
 * Reads a list to its end: no row twice, and none missing without saying so.
 *
 * Rows are told apart by their key, so what was pushed onto a later page is not counted again. What slipped past the
 * other way shows in the vendor's own count, taken from the last page: while fewer rows are known, the list is walked
 * again, and what each walk finds is added up. The first failure ends it, because half a list looks like a whole one.
 */
export async function walk<Row>(pages: Pages<Row>): Promise<Result<Walk<Row>, AccountFailure>> {
  const found = new Map<string, Row>()
  let missing = 0
  let ended = false
  for (let round = 0; round < ROUNDS; round += 1) {
    const walked = await walkOnce(pages, found)
    if (!walked.ok) return walked
    const { total } = walked.value
    missing = total === null ? 0 : Math.max(0, total - found.size)
    ended = total !== null || walked.value.ended
    if (missing === 0) break
  }
  return ok({ rows: [...found.values()], complete: ended && missing === 0, missing })
}

type Walked = { readonly total: number | null; readonly ended: boolean }

/** Not the size of a page but an empty one is the end: a vendor may give fewer rows a page than it was asked for. */
async function walkOnce<Row>(
  { ask, keyOf }: Pages<Row>,
  found: Map<string, Row>,
): Promise<Result<Walked, AccountFailure>> {
  const met = new Set<string>()
  let total: number | null = null
  let same = 0
  let last = MAX_PAGES
  for (let number = 0; number < last && same < SAME_PAGES; number += 1) {
    const page = await ask(number)
    if (!page.ok) return err(page.error)
    const { rows } = page.value
    total = page.value.total ?? total
    for (const row of rows) found.set(keyOf(row), row)
    if (rows.length === 0 || isAll(found.size, total)) return ok({ total, ended: true })
    same = noteNew(rows.map(keyOf), met) || isCounted(total) ? 0 : same + 1
    if (number === 0) last = pagesFor(total, rows.length)
  }
  return ok({ total, ended: false })
}

function isCounted(total: number | null): total is number {
  return total !== null
}

function isAll(size: number, total: number | null): boolean {
  return isCounted(total) && size >= total
}

/** @returns whether any of the keys had not been met. */
function noteNew(keys: readonly string[], met: Set<string>): boolean {
  const before = met.size
  for (const key of keys) met.add(key)
  return met.size > before
}

/** Twice as many as a list of that length has: it may grow meanwhile, but not without end. */
function pagesFor(total: number | null, rowsAPage: number): number {
  return isCounted(total) ? Math.min(MAX_PAGES, 2 * Math.ceil(total / rowsAPage) + 2) : MAX_PAGES
}
