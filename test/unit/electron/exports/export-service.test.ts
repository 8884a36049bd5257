import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ExportProgress, ExportQuestion } from '../../../../electron/exports/export-request.ts'
import { createExportService, type ExportService } from '../../../../electron/exports/export-service.ts'
import { EXPORT_VERSION } from '../../../../electron/exports/sheets/sheet.ts'
import { microUsdt } from '../../../../shared/money/usdt.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { withRefund } from '../../../../shared/payment/refunds.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import { ADDRESS, anId, aPayment, aPaymentBase, at, OTHER_ADDRESS } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { refundedTaxesOfPayments, taxesOfPayments } from '../../../support/journal-sums.ts'
import { aTaxedSale } from '../../../support/tills/taxed.ts'
import { type ExportedJournal, openExportedJournal } from './exported-journal.ts'

// Each test starts threads that load their part of the program from its sources: seconds, on a computer that is busy.
vi.setConfig({ testTimeout: 60_000 })

const workerUrl = new URL('../../../../electron/exports/export-worker.ts', import.meta.url)
const EVER = { kind: 'days', from: null, until: null } as const

const STATUSES = ['paid', 'paid', 'short', 'expired', 'abandoned'] as const

/** Over five days, every fifth of them short by one USDT. */
const PAYMENTS: readonly Payment[] = Array.from({ length: 1_250 }, (_, index) =>
  aPayment({
    status: STATUSES[index % STATUSES.length] ?? 'paid',
    number: index + 1,
    day: `2026-11-${11 + Math.floor(index / 250)}`,
    price: { minor: 100 + index, currency: 'EUR' },
    reference: index % 7 === 0 ? `=${index}` : null,
  }),
)

let journal: ExportedJournal
let service: ExportService
let file: string

function open(over: Partial<Parameters<typeof createExportService>[0]> = {}): ExportService {
  const { journalFile } = journal
  const source = { journalFile, mode: 'live', timeZone: 'Europe/Berlin' } as const
  return createExportService({ workerUrl, clock: createFakeClock(), ...source, ...over })
}

const left = () => readdirSync(journal.folder).filter((name) => !name.startsWith('live.sqlite'))

beforeEach(() => {
  journal = openExportedJournal()
  service = open()
  file = join(journal.folder, 'export')
})

afterEach(async () => {
  await service.close()
  journal.remove()
})

const csv = (over: Partial<ExportQuestion> = {}): ExportQuestion =>
  ({ format: 'csv', sheet: 'payments', scope: EVER, file, ...over }) as ExportQuestion

const rowsOf = () =>
  parse(readFileSync(file, 'utf8'), { bom: true, columns: true }) as Record<string, string>[]

const received = PAYMENTS.filter(isCharged).reduce((sum, payment) => sum + microUsdt(payment.received), 0n)

describe('an export of a journal', () => {
  beforeEach(() => journal.write(PAYMENTS))

  test('as CSV has every payment in its order, adds up, and leaves nothing beside it', async () => {
    const answer = await service.start(csv()).done
    expect(answer).toEqual({ ok: true, value: { outcome: 'written', file, payments: PAYMENTS.length } })
    const rows = rowsOf()
    expect(rows.map((row) => row['number'])).toEqual(PAYMENTS.map(({ number }) => String(number)))
    const sum = rows.reduce((all, row) => all + microUsdt(row['received_usdt'] || '0.000000'), 0n)
    expect(sum).toBe(received)
    expect(rows[0]).toMatchObject({ reference: "'=0", entry_digest: journal.digestOf(anId(1)) })
    expect(left()).toEqual(['export'])
  })

  test('as XLSX, read by another library, has three sheets whose sums are the journal’s', async () => {
    await service.start({ format: 'xlsx', scope: EVER, file }).done
    const { sheets } = await readXlsx(readFileSync(file))
    const [payments, days] = sheets
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['payments', 1_251],
      ['days', 6],
      ['exceptions', 251],
    ])
    const sumOf = (sheet: typeof payments, key: string) => {
      const place = sheet?.rows[0]?.indexOf(key) ?? -1
      const cells = sheet?.rows.slice(1).map((row) => row[place] ?? 0) ?? []
      // Six decimals of a double are exact far beyond these amounts.
      return cells.reduce<bigint>((sum, cell) => sum + microUsdt(Number(cell).toFixed(6)), 0n)
    }
    expect(sumOf(payments, 'received_usdt')).toBe(received)
    expect(sumOf(days, 'received_usdt')).toBe(received)
    const sales = PAYMENTS.filter(({ status }) => status === 'paid')
    const gross = BigInt(sales.reduce((sum, { price }) => sum + price.minor, 0)) * 10_000n
    expect(sumOf(payments, 'sale_price')).toBe(gross)
    expect(sumOf(days, 'gross')).toBe(gross)
    expect(payments?.rows[1]?.[0]).toEqual(new Date('2026-11-11T00:00:00.000Z'))
  })

  test('as JSON is one document with its version, and text where a number would be rounded', async () => {
    await service.start({ format: 'json', scope: EVER, file }).done
    const { version, sheets } = JSON.parse(readFileSync(file, 'utf8'))
    expect(version).toBe(EXPORT_VERSION)
    expect([sheets.payments.length, sheets.days.length, sheets.exceptions.length]).toEqual([1_250, 5, 250])
    expect(sheets.payments[0]).toMatchObject({ number: 1, received_usdt: '19.874210', reference: '=0' })
    expect(sheets.payments[3]).toMatchObject({ transaction_id: null })
  })

  test.each(['days', 'exceptions'] as const)('has the %s by themselves as in the workbook', async (sheet) => {
    await service.start({ format: 'json', scope: EVER, file }).done
    const { sheets } = JSON.parse(readFileSync(file, 'utf8'))
    await service.start(csv({ sheet })).done
    const plain = (row: object) =>
      Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell === null ? '' : String(cell)]))
    const ofCsv = rowsOf().map((row) => ({ ...row, reference: row['reference']?.replace(/^'/, '') }))
    const ofJson = sheets[sheet].map((row: object) => ({ reference: undefined, ...plain(row) }))
    expect(ofCsv).toEqual(ofJson)
  })

  test('has the taxes in refunds in every format, and they are the journal’s', async () => {
    const refunds = ['5.000000', '14.874210', '19.874210'].map((amount, index) => [amount, index] as const)
    const payments = refunds.map(([amount, index]) => {
      const sale = aTaxedSale(2000 + 137 * index, { isDiscounted: index === 1, isTipped: true })
      const price = { minor: sale.total, currency: 'EUR' as const }
      const about = { id: 'r', address: ADDRESS, transactionId: null, sentAt: null }
      const number = 5000 + index
      const made = aPayment({ number, id: anId(number), status: 'paid', sale, price, day: '2026-11-16' })
      if (!isCharged(made)) throw new Error('not charged')
      return withRefund(made, { ...about, standing: 'sent', amount })
    })
    journal.write(payments)
    const taxOf = (sums: ReturnType<typeof refundedTaxesOfPayments>) =>
      Object.values(sums).reduce((sum, { tax }) => sum + tax, 0)
    const back = taxOf(refundedTaxesOfPayments(payments))
    const expected = [back, taxOf(taxesOfPayments(payments)) - back]
    expect(Math.min(...expected)).toBeGreaterThan(0)
    const sums = (rows: readonly Record<string, unknown>[]) =>
      ['refunded_tax', 'tax_after_refunds'].map((key) =>
        rows.reduce((sum, row) => sum + Math.round(Number(row[key] ?? 0) * 100), 0),
      )

    for (const sheet of ['payments', 'days'] as const) {
      await service.start(csv({ sheet })).done
      expect(sums(rowsOf())).toEqual(expected)
    }
    await service.start({ format: 'json', scope: EVER, file }).done
    const { sheets } = JSON.parse(readFileSync(file, 'utf8'))
    expect([sums(sheets.payments), sums(sheets.days)]).toEqual([expected, expected])
    await service.start({ format: 'xlsx', scope: EVER, file }).done
    for (const { rows } of (await readXlsx(readFileSync(file))).sheets.slice(0, 2)) {
      const [heads = [], ...cells] = rows
      expect(
        sums(cells.map((row) => Object.fromEntries(heads.map((key, place) => [key, row[place]])))),
      ).toEqual(expected)
    }
  })

  test('of some days has those alone', async () => {
    const answer = await service.start(
      csv({ scope: { kind: 'days', from: '2026-11-12', until: '2026-11-13' } }),
    ).done
    expect(answer.ok && answer.value).toMatchObject({ payments: 500 })
    expect(new Set(rowsOf().map((row) => row['day']))).toEqual(new Set(['2026-11-12', '2026-11-13']))
  })

  test('says how far it is, up to the end', async () => {
    const heard: ExportProgress[] = []
    await service.start(csv(), (progress) => heard.push(progress)).done
    expect(heard).toEqual([0, 1000].map((done) => ({ done, total: 1_250 })))
  })

  test('that is cancelled leaves what was there, and nothing else', async () => {
    writeFileSync(file, 'older')
    for (const question of [csv(), { format: 'xlsx', scope: EVER, file } as const]) {
      const running = service.start(question)
      running.cancel()
      expect(await running.done).toEqual({ ok: true, value: { outcome: 'cancelled' } })
    }
    expect(readFileSync(file, 'utf8')).toBe('older')
    expect(left()).toEqual(['export'])
  })

  test('ends with the till', async () => {
    const running = service.start(csv())
    await service.close()
    expect(await running.done).toEqual({ ok: false, error: { code: 'notNow' } })
    expect(left()).toEqual([])
    expect(await service.start(csv()).done).toEqual({ ok: false, error: { code: 'notNow' } })
  })

  test('to a folder that is not there fails in words', async () => {
    const answer = await service.start(csv({ file: join(journal.folder, 'gone', 'export') })).done
    expect(answer).toEqual({ ok: false, error: { code: 'exportFailed', reason: 'other' } })
  })

  test.each(['csv', 'xlsx'] as const)(
    'with a payment that cannot be read gives no %s that leaves it out',
    async (format) => {
      writeFileSync(file, 'older')
      journal.damage(anId(1_000), '{"status":"paid"}')
      const question = format === 'csv' ? csv() : ({ format, scope: EVER, file } as const)
      expect(await service.start(question).done).toEqual({
        ok: false,
        error: { code: 'journalUnavailable', reason: 'damaged' },
      })
      expect(readFileSync(file, 'utf8')).toBe('older')
      expect(left()).toEqual(['export'])
    },
  )
})

test('an exception says who decided about it', async () => {
  const payment = aPayment({ status: 'short', number: 5, closed: ['short'] })
  const decided = {
    kind: 'decided',
    at: at(300),
    decision: 'closed',
    by: 'owner',
    reason: 'Seen to',
    person: { id: 'p1', name: 'Ana' },
    approval: {
      ability: 'closeException',
      by: { id: 'p2', name: 'Ola' },
      for: { id: 'p1', name: 'Ana' },
      reason: 'Paid in cash',
      at: at(300),
    },
  } as const
  journal.write([payment], new Map([[payment.id, decided]]))
  await service.start(csv({ sheet: 'exceptions' } as Partial<ExportQuestion>)).done
  expect(rowsOf()).toMatchObject([
    {
      number: '5',
      exception: 'short',
      standing: 'over',
      decision: 'closed',
      decided_by: 'owner',
      decided_person: 'Ana',
      approved_by: 'Ola',
      approval_reason: 'Paid in cash',
    },
  ])
})

describe('a payment says who acted in it', () => {
  const ANA = { id: 'p1', name: 'Ana' }
  const OLA = { id: 'p2', name: 'Ola María' }
  const approval = (reason: string) =>
    ({ ability: 'acceptShort', by: OLA, for: ANA, reason, at: at(300) }) as const

  test('why somebody let the goods go: of the decision that settled it, not of a later one', async () => {
    const settlement = {
      how: 'accepted',
      at: at(300),
      by: 'owner',
      reason: null,
      person: ANA,
      approvedBy: OLA,
    } as const
    const payment = aPayment({ status: 'short', number: 5, settlement })
    const decided = { kind: 'decided', at: at(300), decision: 'accepted', by: 'owner', reason: null } as const
    journal.write([payment])
    journal.add(payment.id, { ...decided, person: ANA, approval: approval('Ten cents') })
    journal.add(payment.id, {
      ...decided,
      at: at(400),
      decision: 'closed',
      person: ANA,
      approval: approval('Seen to'),
    })
    await service.start(csv()).done
    expect(rowsOf()).toMatchObject([
      { settled_person: 'Ana', approved_by: 'Ola María', approval_reason: 'Ten cents' },
    ])
  })

  test('who let the cashier give the discount, also where the sale was asked for again', async () => {
    const sale = {
      ...{ subtotal: 2000, discount: { minor: 175, basisPoints: null }, taxes: null, goods: 1825 },
      ...{ tip: null, total: 1825, note: null },
    }
    const common = { sale, cashier: ANA, saleId: anId(900) }
    const first = aPaymentBase({ ...common, number: 1 })
    const payments = [
      aPayment({ ...common, status: 'expired', number: 1 }),
      aPayment({ ...common, status: 'paid', number: 2 }),
      aPayment({ ...common, status: 'paid', number: 3, saleId: anId(901) }),
      aPayment({ status: 'paid', number: 4 }),
    ]
    journal.write(payments)
    journal.add(first.id, { kind: 'intended', at: at(0), payment: first, approval: approval('A regular') })
    await service.start(csv()).done
    expect(rowsOf().map((row) => row['discount_approved_by'])).toEqual(['Ola María', 'Ola María', '', ''])
    expect(rowsOf().map((row) => row['discount_approval_reason'])).toEqual(['A regular', 'A regular', '', ''])
  })

  test('who refunded, one for each refund that was sent', async () => {
    const refund = { address: OTHER_ADDRESS, amount: '1.000000', transactionId: null, sentAt: at(900) }
    const refunds = ['r1', 'r2', 'r3'].map((id) => ({
      ...{ ...refund, id },
      standing: id === 'r2' ? ('none' as const) : ('sent' as const),
    }))
    const nobodys = [{ ...refund, id: 'r4', standing: 'sent' as const }]
    journal.write([
      aPayment({ status: 'paid', number: 1, refunds }),
      aPayment({ status: 'paid', number: 2, refunds: nobodys }),
    ])
    for (const id of ['r1', 'r2'])
      journal.addRefund(id, { kind: 'intended', person: id === 'r1' ? OLA : ANA })
    journal.addRefund('r1', { kind: 'recorded', person: ANA })
    for (const id of ['r3', 'r4']) journal.addRefund(id, { kind: 'intended' })
    await service.start(csv()).done
    expect(rowsOf().map((row) => row['refunded_by'])).toEqual(['Ola María | ?', ''])
    expect(rowsOf().map((row) => row['refund_approved_by'])).toEqual(['', ''])
  })

  test('who let them refund, and why, for the same refund in each column', async () => {
    const refund = { address: OTHER_ADDRESS, amount: '1.000000', transactionId: null, sentAt: at(900) }
    const refunds = ['r1', 'r2', 'r3'].map((id) => ({ ...refund, id, standing: 'sent' as const }))
    journal.write([aPayment({ status: 'paid', number: 1, refunds })])
    journal.addRefund('r1', { kind: 'intended', person: OLA })
    journal.addRefund('r2', { kind: 'intended', person: ANA, approval: approval('Broken') })
    journal.addRefund('r2', { kind: 'recorded', person: ANA, approval: approval('Sent by hand') })
    journal.addRefund('r3', { kind: 'intended', person: ANA, approval: approval('Wrong size') })
    await service.start(csv()).done
    expect(rowsOf()).toMatchObject([
      {
        refunded_by: 'Ola María | Ana | Ana',
        refund_approved_by: '? | Ola María | Ola María',
        refund_approval_reason: '? | Broken | Wrong size',
      },
    ])
  })
})

describe('the worker’s end', () => {
  test('by a crash is an answer with a reference, and leaves no part of a file', async () => {
    const broken = join(journal.folder, 'live.sqlite-broken.mjs')
    writeFileSync(
      broken,
      `import { writeFileSync } from 'node:fs'; import { workerData } from 'node:worker_threads'
       writeFileSync(workerData.temporary, 'half'); throw new Error('boom')`,
    )
    const crashes: unknown[] = []
    service = open({ workerUrl: new URL(`file://${broken}`), onCrash: (...crash) => crashes.push(crash) })
    expect(await service.start(csv()).done).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(crashes).toMatchObject([[expect.any(String), { message: 'boom' }]])
    expect(left()).toEqual([])
  })

  test('comes after a minute of silence at the latest', async () => {
    const endless = join(journal.folder, 'live.sqlite-endless.mjs')
    writeFileSync(endless, 'for (;;) {}')
    const clock = createFakeClock()
    service = open({ workerUrl: new URL(`file://${endless}`), clock })
    const running = service.start(csv())
    clock.advance(60_000)
    expect(await running.done).toMatchObject({ ok: false, error: { code: 'internal' } })
  })
})
