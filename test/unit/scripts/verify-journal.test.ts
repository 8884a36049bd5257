import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { GENESIS, hashOf } from '../../../electron/journal/chain.ts'
import { NO_PEOPLE } from '../../../shared/people/caller.ts'
import { anId, observed } from '../../support/builders.ts'
import { countedLikeBefore } from '../../support/older-counting.ts'
import { must } from '../../support/paying.ts'
import { type KeptTill, openKeptTill } from '../electron/shifts/kept-till.ts'

// Each run is a process that loads the till's own half.
vi.setConfig({ testTimeout: 60_000 })

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
  till.pay(1, NO_PEOPLE, observed({ status: 'finished' }))
  must(till.shifts().closeDay(anId(1), NO_PEOPLE))
  till.pay(2, NO_PEOPLE, observed({ status: 'finished' }))
  must(till.shifts().closeDay(anId(2), NO_PEOPLE))
})
afterEach(() => till.close())

function verdict() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('scripts/verify-journal.ts'), till.file],
    { encoding: 'utf8' },
  )
  return { status, said: stdout + stderr }
}

/** Changes the journal and hashes it anew, as somebody does who has the file and knows the chain. */
function doctor(sql: string): void {
  const { database } = till.journal
  database.exec(`DROP TRIGGER IF EXISTS events_are_never_changed; ${sql}`)
  let previous = GENESIS
  for (const { hash: _, ...entry } of till.journal.entries()) {
    const hash = hashOf({ ...entry, previous })
    const change = database.prepare('UPDATE events SET previous = ?, hash = ? WHERE seq = ?')
    change.run(previous, hash, entry.seq)
    previous = hash
  }
  const last = till.journal.entries().at(-1)
  database.prepare("UPDATE meta SET value = ? WHERE key = 'head'").run(`${last?.seq ?? 0} ${previous}`)
}

it('proves every Z of a journal that nobody touched', () => {
  const { status, said } = verdict()
  expect(said).toContain('2 Z reports, numbered without a gap, say what the events come to')
  expect(said).toContain('the table of 2 payments is what the events come to')
  expect(status).toBe(0)
})

it('proves the Zs of a till from before the taxes in refunds were worked out', () => {
  countedLikeBefore(till.journal.database)
  const { status, said } = verdict()
  expect(said).toContain('2 Z reports, numbered without a gap, say what the events come to')
  expect(said).toContain('the table of payments is of an older version')
  expect(status).toBe(0)
})

it('names the Z whose total was doctored, though every hash fits', () => {
  doctor(
    `UPDATE events SET body = json_set(body, '$.totals.cells[0].figures.sales', 0)
     WHERE kind = 'dayClosed' AND body ->> '$.z.number' = 2`,
  )
  const { status, said } = verdict()
  expect(said).toMatch(/BROKEN: event \d+, Z 2, says other totals/)
  expect(status).toBe(1)
})

it('names the report whose table was doctored', () => {
  till.journal.database.exec("UPDATE book_cells SET figures = json_set(figures, '$.sales', 7) WHERE z = 1")
  const { status, said } = verdict()
  expect(said).toContain('BROKEN: the book of report 1 in the table is not what the events say')
  expect(status).toBe(1)
})
