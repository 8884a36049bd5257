import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { firstBreak, hashOf, type JournalEntry } from '../../../../electron/journal/chain.ts'
import { journalError } from '../../../../electron/journal/database.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { must } from '../../../support/paying.ts'

let folder: string
let journal: Journal

const entry = (body: string) => ({ at: '2026-11-21T14:02:00.000Z', paymentId: 'p1', kind: 'intended', body })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const opened = openJournal(join(folder, 'practice.sqlite'), 'practice')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true })
})

it('is set so that a commit survives a power cut', () => {
  expect(journal.database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  expect(journal.database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
})

it('appends event and projection together, or neither', () => {
  const failed = journal.append(entry('{}'), () => {
    throw Object.assign(new Error('full'), { errcode: 13 })
  })
  expect(failed).toEqual({ ok: false, error: { code: 'journalUnavailable', reason: 'full' } })
  expect(journal.problem()).toEqual({ code: 'journalUnavailable', reason: 'full' })
  expect(journal.entries()).toEqual([])
  expect(journal.append(entry('{}'), () => undefined)).toEqual({ ok: true, value: 1 })
  expect(journal.problem()).toBeNull()
})

it('says that the disk is full when it is', () => {
  const pages = Number(journal.database.prepare('PRAGMA page_count').get()?.['page_count'])
  journal.database.exec(`PRAGMA max_page_count = ${pages}`)
  const written = journal.append(entry(JSON.stringify('x'.repeat(100_000))), () => undefined)
  expect(written).toEqual({ ok: false, error: { code: 'journalUnavailable', reason: 'full' } })
})

it('says so as well of a disk with no room for what SQLite keeps beside a journal', () => {
  // SQLITE_IOERR_SHMSIZE, which a tmpfs without a free page gives at the first look into a file.
  const error = Object.assign(new Error('disk I/O error'), { errcode: 4874 })
  expect(journalError(error)).toEqual({ code: 'journalUnavailable', reason: 'full' })
})

it('says that it is read-only when it is', () => {
  journal.database.exec('PRAGMA query_only = 1')
  expect(journal.append(entry('{}'), () => undefined)).toEqual({
    ok: false,
    error: { code: 'journalUnavailable', reason: 'readOnly' },
  })
})

it('chains each entry to the one before, so that any change shows', () => {
  for (const body of ['{"a":1}', '{"a":2}', '{"a":3}']) journal.append(entry(body), () => undefined)
  const entries = journal.entries()
  const [first, second, third] = entries as [JournalEntry, JournalEntry, JournalEntry]
  expect(firstBreak(entries)).toBeUndefined()
  expect(firstBreak([first, { ...second, body: '{"a":9}' }, third])?.seq).toBe(2)
  expect(firstBreak([first, third])?.seq).toBe(3)
  expect(firstBreak([second, third])?.seq).toBe(2)
  const forged = { ...second, body: '{"a":9}' }
  expect(firstBreak([first, { ...forged, hash: hashOf(forged) }, third])?.seq).toBe(3)
})

it.each([
  ['the last event', 'events'],
  ['the newest payment', 'payments'],
  ['the numbers of payments', 'sqlite_autoindex_payments_2'],
  ['when payments began', 'payments_by_created'],
  ['payments that are not over', 'payments_not_over'],
  ['payments that a person has to deal with', 'payments_with_attention'],
  ['the events of a payment', 'events_by_payment'],
  ['refunds', 'refunds'],
  ['refunds that are not over', 'refunds_not_over'],
  ['shifts', 'shifts'],
  ['open shifts', 'shifts_open'],
  ['Zs', 'zs'],
])('is damaged where %s cannot be read: it is said before anything stands on it', (_what, table) => {
  const file = join(folder, 'damaged.sqlite')
  const opened = must(openJournal(file, 'live'))
  opened.database.exec(
    `INSERT INTO payments (id, sale_id, number, day, status, created_at, body)
     VALUES ('p1', 's1', 1, '2026-11-21', 'paid', '2026-11-21T14:02:00.000Z', '{}')`,
  )
  const root = opened.database.prepare('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?').get(table)
  const size = opened.database.prepare('PRAGMA page_size').get()
  opened.close()
  const [page, bytes] = [Number(root?.['page']), Number(size?.['page_size'])]
  writeFileSync(file, readFileSync(file).fill(0, (page - 1) * bytes, page * bytes))
  expect(openJournal(file, 'live')).toEqual({
    ok: false,
    error: { code: 'journalUnavailable', reason: 'damaged' },
  })
})

it('takes nothing more once it is closed, and says so', () => {
  const journal = must(openJournal(join(folder, 'closed.sqlite'), 'live'))
  journal.close()
  const entry = { at: '2026-11-21T14:02:00.000Z', paymentId: 'p1', kind: 'test', body: '{}' }
  expect(journal.append(entry, () => undefined)).toMatchObject({ error: { code: 'journalUnavailable' } })
})
