import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createReportService, type ReportService } from '../../../../electron/reports/report-service.ts'
import { createDashboardTally } from '../../../../shared/dashboard/dashboard.ts'
import { aPayment } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

// A thread from its TypeScript: a fifth of a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const workerUrl = new URL('../../../../electron/reports/report-worker.ts', import.meta.url)
const RANGE = { from: '2026-11-21', to: '2026-11-22' }

const PAYMENTS = [
  aPayment({ status: 'paid', number: 1 }),
  aPayment({ status: 'short', number: 2, day: '2026-11-22' }),
  aPayment({ status: 'paid', number: 3, day: '2026-11-23' }),
]

describe('the picture of some days, in a worker thread', () => {
  let folder: string
  let journalFile: string
  let service: ReportService

  function write(bodies: readonly string[]): void {
    const database = new DatabaseSync(journalFile)
    database.exec('CREATE TABLE payments (number INTEGER, day TEXT, body TEXT)')
    const insert = database.prepare('INSERT INTO payments VALUES (?, ?, ?)')
    for (const [number, body] of bodies.entries()) insert.run(number, RANGE.from, body)
    for (const { number, day } of PAYMENTS)
      database.prepare('UPDATE payments SET day = ? WHERE number = ?').run(day, number - 1)
    database.close()
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usdtill-dashboard-'))
    journalFile = join(folder, 'live.sqlite')
    const source = { journalFile, mode: 'live', currency: 'EUR', timeZone: 'Europe/Berlin' } as const
    service = createReportService({ workerUrl, clock: createFakeClock(), ...source })
  })
  afterEach(async () => {
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is what the same payments give here', async () => {
    write(PAYMENTS.map((payment) => JSON.stringify(payment)))
    const tally = createDashboardTally(RANGE, 'Europe/Berlin')
    for (const payment of PAYMENTS) tally.add(payment)
    expect(await service.dashboard(RANGE)).toEqual({ ok: true, value: tally.figures() })
    expect(tally.figures().whole.sold).toMatchObject([{ sales: 1 }])
  })

  test('is none where a payment cannot be read', async () => {
    write([...PAYMENTS.map((payment) => JSON.stringify(payment)), '{"number":4}'])
    expect(await service.dashboard(RANGE)).toEqual({
      ok: false,
      error: { code: 'journalUnavailable', reason: 'damaged' },
    })
  })
})
