import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountFailure } from '../../../../../../electron/gateways/nowpayments/account/failure.ts'
import { type Page, type Walk, walk } from '../../../../../../electron/gateways/nowpayments/account/paging.ts'
import { err, ok, type Result } from '../../../../../../shared/result.ts'

type Row = { readonly id: number; readonly at: number }

const keyOf = ({ id }: Row) => String(id)
const FAILED: AccountFailure = { error: { code: 'rateLimited' }, maybe: false, raw: null, retryAfterMs: null }

function walkedBy(result: Result<Walk<Row>, AccountFailure>): Walk<Row> {
  if (!result.ok) throw new Error(result.error.error.code)
  return result.value
}

/** A vendor's list that changes before each request: `before` may add rows or shuffle those of one time. */
function list(
  rows: readonly Row[],
  size: number,
  before: (rows: readonly Row[]) => readonly Row[] = (same) => same,
) {
  let current = rows
  let asked = 0
  return {
    asked: () => asked,
    rows: () => current,
    pages: (counts: boolean) => ({
      keyOf,
      async ask(page: number): Promise<Result<Page<Row>, AccountFailure>> {
        current = before(current)
        asked += 1
        return ok({
          rows: current.slice(page * size, (page + 1) * size),
          total: counts ? current.length : null,
        })
      },
    }),
  }
}

const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, id) => ({ id, at: id }))
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id)

describe('a list read page by page', () => {
  it.each([0, 1, 4, 5, 6, 10, 11])('of %d rows is read to its end', async (count) => {
    for (const counts of [true, false]) {
      const source = list(rowsOf(count), 5)
      const walked = walkedBy(await walk(source.pages(counts)))
      expect(walked).toEqual({ rows: rowsOf(count), complete: true, missing: 0 })
      expect(source.asked()).toBeLessThanOrEqual(Math.floor(count / 5) + 2)
    }
  })

  it('ends with its failure, and shows nothing of it', async () => {
    const { pages } = list(rowsOf(10), 5)
    const good = pages(true)
    const walked = await walk({ keyOf, ask: async (page) => (page === 0 ? good.ask(0) : err(FAILED)) })
    expect(walked).toEqual({ ok: false, error: FAILED })
  })

  it('whose pages count from 1 is read as well', async () => {
    const good = list(rowsOf(12), 5).pages(false)
    const walked = walkedBy(await walk({ keyOf, ask: (page) => good.ask(Math.max(0, page - 1)) }))
    expect(idsOf(walked.rows)).toEqual(idsOf(rowsOf(12)))
    expect(walked.complete).toBe(true)
  })

  it('that never ends is left, and is not called complete', async () => {
    const same = list(rowsOf(5), 5).pages(false)
    let asked = 0
    const walked = walkedBy(
      await walk({
        keyOf,
        ask() {
          asked += 1
          return same.ask(0)
        },
      }),
    )
    expect([walked.rows.length, walked.complete, asked]).toEqual([5, false, 3])
  })

  it('that counts what it never shows says how many are missing', async () => {
    const walked = walkedBy(
      await walk({
        keyOf,
        ask: async (page) => ok({ rows: page === 0 ? rowsOf(3) : [], total: 5 }),
      }),
    )
    expect(walked).toMatchObject({ complete: false, missing: 2 })
  })

  it('shows a row as it was last told', async () => {
    let asked = 0
    const walked = walkedBy(
      await walk({
        keyOf,
        async ask(page) {
          asked += 1
          return ok({ rows: page < 2 ? [{ id: 1, at: asked }] : [], total: null })
        },
      }),
    )
    expect(walked.rows).toEqual([{ id: 1, at: 2 }])
  })
})

describe('a list that changes while it is read', () => {
  const size = fc.integer({ min: 1, max: 6 })
  const start = fc.integer({ min: 0, max: 20 })
  /** Where rows come in before each request: a share of the list, or nowhere. */
  const arrivals = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 12 })

  const inserting = (where: readonly (number | null)[], only: 'end' | 'start' | 'any') => {
    let call = 0
    let next = 1000
    return (rows: readonly Row[]): readonly Row[] => {
      const share = where[call++] ?? null
      if (share === null) return rows
      const at = only === 'end' ? rows.length : only === 'start' ? 0 : Math.floor(share * rows.length)
      return rows.toSpliced(at, 0, { id: next++, at: next })
    }
  }

  const ways = fc.record({
    only: fc.constantFrom('end' as const, 'start' as const, 'any' as const),
    counts: fc.boolean(),
    where: arrivals,
  })

  it('has no row twice, and none missing without saying so', async () => {
    await fc.assert(
      fc.asyncProperty(size, start, ways, async (pageSize, count, { only, counts, where }) => {
        const source = list(rowsOf(count), pageSize, inserting(where, only))
        const { rows, complete } = walkedBy(await walk(source.pages(counts)))
        const ids = idsOf(rows)
        expect(new Set(ids).size).toBe(ids.length)
        // Where the vendor counts, or adds at the end, nothing is left open.
        if (counts || only === 'end') expect(complete).toBe(true)
        if (complete && counts) expect(ids.toSorted()).toEqual(idsOf(source.rows()).toSorted())
        // What was there from the start is pushed back at most, never past the page being read.
        const isThere = rowsOf(count).every(({ id }) => ids.includes(id))
        expect(isThere || !complete).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('has none missing without saying so when rows of one time change places', async () => {
    let gaps = 0
    await fc.assert(
      fc.asyncProperty(size, start, fc.infiniteStream(fc.nat(100)), async (pageSize, count, dice) => {
        const shuffled = (rows: readonly Row[]) =>
          rows
            .map((row) => ({ row, order: dice.next().value ?? 0 }))
            .toSorted((one, other) => one.order - other.order)
            .map(({ row }) => row)
        const walked = walkedBy(await walk(list(rowsOf(count), pageSize, shuffled).pages(true)))
        const ids = idsOf(walked.rows)
        expect(new Set(ids).size).toBe(ids.length)
        expect(walked.complete).toBe(ids.length === count)
        expect(walked.missing).toBe(count - ids.length)
        if (!walked.complete) gaps += 1
      }),
      { numRuns: 500 },
    )
    // Three walks over a list in perpetual disorder: most are complete, and where one is not it is said.
    expect(gaps).toBeLessThan(250)
  })
})
