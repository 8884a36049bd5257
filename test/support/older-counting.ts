import type { DatabaseSync } from 'node:sqlite'
import { GENESIS, hashOf } from '../../electron/journal/chain.ts'
import { toEntry } from '../../electron/journal/journal.ts'
import { partsAsCounted } from '../../shared/shift/counting-version.ts'
import { Totals } from '../../shared/shift/totals.ts'

type Place = { readonly seq: number; readonly hash: string }

/** The text of a Z as a till wrote it before the taxes in refunds were worked out; `place`: of the event before it. */
export function olderZ(body: string, place?: Place): string {
  const { counting: _counting, ...z } = JSON.parse(body) as Record<string, unknown>
  const totals = Totals.parse(z['totals'])
  const [cells, corrections] = [partsAsCounted(1, totals.cells), partsAsCounted(1, totals.corrections)]
  return JSON.stringify({
    ...z,
    totals: { ...totals, cells, corrections },
    ...(place && { journal: { seq: place.seq, hash: place.hash } }),
  })
}

/** Makes every Z of a journal one of that till, and the rest of the file fit: its hashes, and the form of its tables. */
export function countedLikeBefore(database: DatabaseSync): void {
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  const onEvents = triggers.filter(({ name }) => name === 'events_are_never_changed')
  for (const { name } of onEvents) database.exec(`DROP TRIGGER ${String(name)}`)
  const change = database.prepare('UPDATE events SET body = ?, previous = ?, hash = ? WHERE seq = ?')
  let last: Place = { seq: 0, hash: GENESIS }
  for (const row of database.prepare('SELECT * FROM events ORDER BY seq').all()) {
    const { hash: _hash, ...entry } = { ...toEntry(row), previous: last.hash }
    const body = entry.kind === 'dayClosed' ? olderZ(entry.body, last) : entry.body
    const hash = hashOf({ ...entry, body })
    change.run(body, entry.previous, hash, entry.seq)
    last = { seq: entry.seq, hash }
  }
  for (const { sql } of onEvents) database.exec(String(sql))
  const keep = database.prepare('UPDATE meta SET value = ? WHERE key = ?')
  keep.run(`${last.seq} ${last.hash}`, 'head')
  keep.run('4', 'projection')
}
