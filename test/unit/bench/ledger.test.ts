import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test, vi } from 'vitest'
import { ledgerOf } from '../../../bench/ledger/generate.ts'
import { benchLedger } from '../../../bench/ledger/ledger.ts'
import { verifyJournal } from '../../../electron/journal/verify-journal.ts'
import { checkTable } from '../../../electron/payments/table-check.ts'

// It starts four processes and nine threads, each of which loads its part of the till from its sources.
vi.setConfig({ testTimeout: 240_000 })

const PAYMENTS = 1_000
const { folder, journalFile } = ledgerOf(PAYMENTS)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the ledger’s journal is one that the till itself could have written', () => {
  const database = new DatabaseSync(journalFile, { readOnly: true })
  const { events, signedUpTo, fault } = verifyJournal(database)
  expect({ fault, unsigned: events - signedUpTo }).toEqual({ fault: null, unsigned: 1 })
  expect(events / PAYMENTS).toBeGreaterThan(5)
  expect(checkTable(database)).toEqual({ state: 'agrees', payments: PAYMENTS })
  database.close()
})

test('the bench of the ledger measures everything it has a bar for', async () => {
  const figures = await benchLedger({ payments: PAYMENTS, workers: 'source' })
  const barred = figures.filter(({ bar }) => bar !== null).map(({ id }) => id)
  expect(barred).toEqual(
    expect.arrayContaining([
      'ledger.append.p99',
      'ledger.csv.extra-memory',
      'ledger.day-report.p50',
      'ledger.export.main-thread-block',
      'ledger.search.p95',
      'ledger.start-up.ratio',
      'ledger.xlsx.100000-rows',
    ]),
  )
  expect(figures.every(({ value }) => Number.isFinite(value))).toBe(true)
  const database = new DatabaseSync(journalFile, { readOnly: true })
  expect(verifyJournal(database).fault).toBeNull()
  expect(checkTable(database).state).toBe('agrees')
  database.close()
})
