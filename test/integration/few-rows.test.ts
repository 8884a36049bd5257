import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, it, vi } from 'vitest'
import { openJournalBook } from '../../electron/reconciliation/journal-book.ts'
import { createTillBench } from '../support/till-bench.ts'

/** What is asked for whole, or ends after a few rows, or has an index that holds nothing else. */
const MEANT: readonly RegExp[] = [
  /^SELECT \* FROM events ORDER BY seq$/,
  /ORDER BY (seq|number|created_at) DESC LIMIT/,
  /^DELETE FROM payments WHERE id NOT IN/,
  /FROM events WHERE kind GLOB 'refund\.\*' ORDER BY seq$/,
]
const SMALL = /^SCAN payments USING (COVERING )?INDEX payments_(not_over|with_attention|owing|refunding)$/

afterEach(() => {
  vi.restoreAllMocks()
})

// A statement that looks through all payments is quick in every other test, and stops a till of three years for minutes.
it('nothing that the till asks on its main thread reads every payment, or every event', async () => {
  const prepared = new Set<string>()
  const prepare = DatabaseSync.prototype.prepare
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql) {
    prepared.add(sql.replace(/\s+/g, ' ').trim())
    return prepare.call(this, sql)
  })
  const bench = await createTillBench()
  await bench.start()
  await bench.advance(60_000)
  bench.restart()
  const { journalFile } = bench.till()
  const database = new DatabaseSync(journalFile, { readOnly: true })
  openJournalBook(database)
  const asked = [...prepared].filter((sql) => / (payments|events)\b/.test(sql) && !sql.startsWith('EXPLAIN'))
  const found = asked
    .filter((sql) => !MEANT.some((meant) => meant.test(sql)))
    .flatMap((sql) =>
      prepare
        .call(database, `EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail))
        .filter((detail) => /^SCAN (payments|events)\b/.test(detail) && !SMALL.test(detail))
        .map((detail) => `${detail}: ${sql}`),
    )
  database.close()
  await bench.close()
  expect(asked.length).toBeGreaterThan(30)
  expect(found).toEqual([])
})
