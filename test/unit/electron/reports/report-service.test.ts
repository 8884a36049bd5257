import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dayReport } from '../../../../electron/reports/day-report.ts'
import { createReportService, type ReportService } from '../../../../electron/reports/report-service.ts'
import { type Disk, realDisk } from '../../../../electron/reports/write-file.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { aPayment } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { DAY } from './day-arbitrary.ts'

const workerUrl = new URL('../../../../electron/reports/report-worker.ts', import.meta.url)

const PAYMENTS: readonly Payment[] = [
  aPayment({ status: 'paid', number: 1, reference: '=1+1' }),
  aPayment({ status: 'short', number: 2 }),
  aPayment({ status: 'expired', number: 3 }),
  aPayment({ status: 'paid', number: 4, price: { minor: 500, currency: 'JPY' } }),
]
const YESTERDAY = aPayment({ status: 'paid', number: 99, day: '2026-11-20' })

let folder: string
let journalFile: string
let service: ReportService

function open(over: Partial<Parameters<typeof createReportService>[0]> = {}): ReportService {
  const source = { journalFile, mode: 'live', currency: 'EUR', timeZone: 'Europe/Berlin' } as const
  return createReportService({ workerUrl, clock: createFakeClock(), ...source, ...over })
}

function writeJournal(bodies: readonly (readonly [Payment, string])[]): void {
  const database = new DatabaseSync(journalFile)
  database.exec(`PRAGMA journal_mode = WAL; CREATE TABLE payments
    (id TEXT PRIMARY KEY, number INTEGER, day TEXT, status TEXT, created_at TEXT, body TEXT)`)
  const insert = database.prepare('INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?)')
  for (const [{ id, number, day, status, createdAt }, body] of bodies) {
    insert.run(id, number, day, status, createdAt, body)
  }
  database.close()
}

const asRows = (payments: readonly Payment[]) =>
  payments.map((payment) => [payment, JSON.stringify(payment)] as const)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-reports-'))
  journalFile = join(folder, 'live.sqlite')
  service = open()
})

afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a day from the journal, in a worker thread', () => {
  test('is what the same payments give here', async () => {
    writeJournal(asRows([YESTERDAY, ...PAYMENTS.toReversed()]))
    const report = await service.day(DAY)
    expect(report).toEqual({ ok: true, value: dayReport(PAYMENTS, DAY, 'EUR') })
  })

  test('without payments is empty, not an error', async () => {
    writeJournal([])
    expect(await service.day('2026-01-01')).toMatchObject({ ok: true, value: { payments: [] } })
  })

  test('answers several requests at once, each its own', async () => {
    writeJournal(asRows([YESTERDAY, ...PAYMENTS]))
    const [today, before] = await Promise.all([service.day(DAY), service.day('2026-11-20')])
    expect(today.ok && today.value.payments).toHaveLength(4)
    expect(before.ok && before.value.payments).toHaveLength(1)
  })

  test('sees what is committed while the till has the journal open, and writes nothing itself', async () => {
    writeJournal(asRows([YESTERDAY]))
    const database = new DatabaseSync(journalFile)
    const [payment] = PAYMENTS
    if (!payment) throw new Error('no payment')
    database
      .prepare('INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?)')
      .run(payment.id, 1, DAY, payment.status, payment.createdAt, JSON.stringify(payment))
    const report = await service.day(DAY)
    database.close()
    expect(report.ok && report.value.totals.paid).toBe(1)
  })

  test.each([
    ['text that is no JSON', 'not json'],
    ['a payment with a missing field', '{"status":"paid"}'],
    ['a payment with a field too many', JSON.stringify({ ...aPayment({ status: 'paid' }), extra: 1 })],
  ])('with %s gives no sum that leaves it out', async (_what, body) => {
    writeJournal([...asRows(PAYMENTS), [aPayment({ status: 'paid', number: 50 }), body]])
    expect(await service.day(DAY)).toEqual({
      ok: false,
      error: { code: 'journalUnavailable', reason: 'damaged' },
    })
  })

  test('of a file that is no database says it is damaged', async () => {
    writeFileSync(journalFile, 'x'.repeat(4096))
    expect(await service.day(DAY)).toEqual({
      ok: false,
      error: { code: 'journalUnavailable', reason: 'damaged' },
    })
  })

  test('of a missing file is an error, and makes no file', async () => {
    expect(await service.day(DAY)).toMatchObject({ ok: false, error: { code: 'journalUnavailable' } })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the worker’s end', () => {
  test('by a crash is an answer with a reference, told once to the log', async () => {
    const broken = join(folder, 'broken.mjs')
    writeFileSync(broken, "throw new Error('boom')")
    const crashes: [string, unknown][] = []
    service = open({
      workerUrl: new URL(`file://${broken}`),
      onCrash: (...crash) => {
        crashes.push(crash)
      },
    })
    const answer = await service.day(DAY)
    expect(crashes).toHaveLength(1)
    expect(answer).toEqual({ ok: false, error: { code: 'internal', reference: crashes[0]?.[0] } })
    expect(crashes[0]?.[1]).toMatchObject({ message: 'boom' })
  })

  test('without an answer is a crash too', async () => {
    const silent = join(folder, 'silent.mjs')
    writeFileSync(silent, '')
    service = open({ workerUrl: new URL(`file://${silent}`) })
    expect(await service.day(DAY)).toMatchObject({ ok: false, error: { code: 'internal' } })
  })

  test('comes after a minute at the latest, also for one that never ends', async () => {
    const endless = join(folder, 'endless.mjs')
    writeFileSync(endless, 'for (;;) {}')
    const clock = createFakeClock()
    const crashes: unknown[] = []
    service = open({
      workerUrl: new URL(`file://${endless}`),
      clock,
      onCrash: (_reference, error) => {
        crashes.push(error)
      },
    })
    const answer = service.day(DAY)
    clock.advance(60_000)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(crashes).toEqual(['no answer within 60000 ms'])
  })

  test('by closing answers what was under way, and nothing is started after', async () => {
    writeJournal(asRows(PAYMENTS))
    const underWay = service.day(DAY)
    await service.close()
    expect(await underWay).toEqual({ ok: false, error: { code: 'notNow' } })
    expect(await service.day(DAY)).toEqual({ ok: false, error: { code: 'notNow' } })
  })
})

describe('export', () => {
  beforeEach(() => writeJournal(asRows([YESTERDAY, ...PAYMENTS])))

  test('writes the day’s rows, and nothing else stays in the folder', async () => {
    const target = join(folder, 'out')
    mkdirSync(target)
    const file = join(target, 'day.csv')
    expect(await service.exportCsv(DAY, file)).toEqual({ ok: true, value: { file, rows: 4 } })
    const text = readFileSync(file, 'utf8')
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]
    expect(text.codePointAt(0)).toBe(0xfeff)
    expect(rows.map((row) => row['number'])).toEqual(['1', '2', '3', '4'])
    expect(rows[0]?.['reference']).toBe("'=1+1")
    expect(readdirSync(target)).toEqual(['day.csv'])
  })

  test('replaces an older file whole', async () => {
    const file = join(folder, 'day.csv')
    writeFileSync(file, 'old'.repeat(10_000))
    await service.exportCsv(DAY, file)
    expect(readFileSync(file, 'utf8')).not.toContain('old')
  })

  const failingAt = (step: 'open' | 'writeFile' | 'sync' | 'rename', code: string): Disk => {
    const fail = () => Promise.reject(Object.assign(new Error(code), { code }))
    return {
      ...realDisk,
      ...(step === 'open' && { open: fail }),
      ...(step === 'rename' && { rename: fail }),
      ...((step === 'writeFile' || step === 'sync') && {
        async open(file, flags) {
          const handle = await realDisk.open(file, flags)
          const real = {
            writeFile: handle.writeFile.bind(handle),
            sync: handle.sync.bind(handle),
            close: handle.close.bind(handle),
          }
          return { ...real, [step]: fail }
        },
      }),
    }
  }

  test.each([
    ['open', 'EACCES', 'readOnly'],
    ['open', 'EROFS', 'readOnly'],
    ['open', 'ENOENT', 'other'],
    ['writeFile', 'ENOSPC', 'full'],
    ['sync', 'ENOSPC', 'full'],
    ['sync', 'EIO', 'other'],
    ['rename', 'EPERM', 'readOnly'],
  ] as const)('failing at %s with %s says %s and leaves the older file', async (step, code, reason) => {
    const file = join(folder, 'day.csv')
    writeFileSync(file, 'older')
    service = open({ disk: failingAt(step, code) })
    expect(await service.exportCsv(DAY, file)).toEqual({ ok: false, error: { code: 'exportFailed', reason } })
    expect(readFileSync(file, 'utf8')).toBe('older')
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('into a folder that is not there fails in words', async () => {
    const answer = await service.exportCsv(DAY, join(folder, 'gone', 'day.csv'))
    expect(answer).toEqual({ ok: false, error: { code: 'exportFailed', reason: 'other' } })
  })
})
