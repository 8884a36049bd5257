import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createExportDesk,
  type ExportDeskDependencies,
  scopeOf,
} from '../../../../electron/exports/export-desk.ts'
import type { ExportQuestion, PeriodSums } from '../../../../electron/exports/export-request.ts'
import type { RunningExport } from '../../../../electron/exports/export-service.ts'
import type { AskWhere } from '../../../../electron/reports/ask-where.ts'
import type { ExportAsked, ExportFilters } from '../../../../shared/contract/exports.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { PeriodSummary } from '../../../../shared/contract/summary.ts'
import type { NamedPerson } from '../../../../shared/people/named.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { totalsOf } from '../../../../shared/shift/book.ts'

const NONE: ExportFilters = { cashier: null, gateway: null, status: null, currency: null }
const WEEK: ExportAsked = { format: 'xlsx', period: { kind: 'week', day: '2026-11-18' }, filters: NONE }
const PEOPLE = [{ id: 'p1', name: 'Ana María', role: 'cashier', isHere: true }] as const

const AT = '2026-11-21T13:02:00.000Z'
const SUMS: PeriodSums = {
  totals: totalsOf([]),
  journal: { seq: 41, hash: 'a'.repeat(64) },
  people: [],
  days: { from: '2026-11-16', to: '2026-11-21' },
}
const PDF: ExportAsked = { ...WEEK, format: 'pdf' }

type Draw = ExportDeskDependencies['draw']
type Written = Awaited<RunningExport['done']>

function aDesk(
  askWhere: AskWhere = async (name) => ok(`/docs/${name}`),
  draw: Draw = async () => ok(new Uint8Array()),
) {
  const questions: ExportQuestion[] = []
  const written = Promise.withResolvers<Written>()
  const started = Promise.withResolvers<void>()
  const { start, cancel } = createExportDesk({
    service: () => ({
      start(question) {
        questions.push(question)
        started.resolve()
        return { done: written.promise, cancel: () => written.resolve(ok({ outcome: 'cancelled' })) }
      },
      close: async () => undefined,
    }),
    till: () => ({
      mode: 'live',
      settings: { ...defaultSettings('UTC'), tillName: 'Bar / left', tillNumber: 2 },
      people: PEOPLE,
      today: '2026-11-21',
    }),
    now: () => AT,
    draw,
    onProgress: () => undefined,
  })
  const desk = { start: (asked: ExportAsked, by: NamedPerson | null) => start(asked, by, askWhere), cancel }
  const finish = (payments: number) => {
    const file = questions[0]?.file ?? ''
    written.resolve(ok({ outcome: 'written', file, payments }))
  }
  const sum = () => written.resolve(ok({ outcome: 'summed', payments: 12, sums: SUMS }))
  return { desk, questions, finish, sum, started: started.promise }
}

describe('an export that a person asks for', () => {
  test('is of the days of the shop’s week, and says where it went', async () => {
    const { desk, questions, finish, started } = aDesk()
    const answer = desk.start(WEEK, null)
    await started
    finish(12)
    const file = '/docs/usdtill-live-2-Bar-left-2026-11-16_2026-11-22.xlsx'
    expect(await answer).toEqual(ok({ file, payments: 12 }))
    expect(questions).toMatchObject([
      {
        format: 'xlsx',
        scope: { kind: 'days', from: '2026-11-16', until: '2026-11-22' },
        shop: { till: 'Bar / left', tillNumber: 2, currency: 'EUR', today: '2026-11-21' },
        about: { till: 'Bar / left', 'till-number': '2', period: '2026-11-16_2026-11-22' },
      },
    ])
  })

  test('says in its name and in itself what was left out', async () => {
    const { desk, questions, finish, started } = aDesk()
    const filters = { cashier: 'p1', gateway: 'nowpayments', status: 'paid', currency: 'USD' } as const
    const answer = desk.start(
      {
        ...{ format: 'csv', sheet: 'payments', filters },
        period: { kind: 'z', number: 12 },
      },
      null,
    )
    await started
    finish(1)
    await answer
    expect(questions[0]).toMatchObject({
      file: '/docs/usdtill-live-2-Bar-left-Z0012-Ana-María-nowpayments-paid-USD-payments.csv',
      filters,
      about: { cashier: 'Ana María', gateway: 'nowpayments', status: 'paid', currency: 'USD' },
      shop: { currency: 'USD' },
    })
  })

  test('is nothing when the dialog was closed', async () => {
    const { desk, questions } = aDesk(async () => ok(null))
    expect(await desk.start(WEEK, null)).toEqual(ok({ file: null, payments: 0 }))
    expect(questions).toEqual([])
  })

  test('is nothing either when the answer does not count, and leaves the next one free', async () => {
    const { desk, questions } = aDesk(async () => err({ code: 'signInFirst' }))
    expect(await desk.start(WEEK, null)).toEqual(err({ code: 'signInFirst' }))
    expect(await desk.start(WEEK, null)).toEqual(err({ code: 'signInFirst' }))
    expect(questions).toEqual([])
  })

  test('is one at a time, while it is asked where and while it is written', async () => {
    const where = Promise.withResolvers<Result<string | null>>()
    const { desk, finish, started } = aDesk(() => where.promise)
    const answer = desk.start(WEEK, null)
    expect(await desk.start(WEEK, null)).toEqual({ ok: false, error: { code: 'notNow' } })
    where.resolve(ok('/docs/x.xlsx'))
    await started
    expect(await desk.start(WEEK, null)).toEqual({ ok: false, error: { code: 'notNow' } })
    finish(3)
    expect(await answer).toMatchObject({ ok: true })
  })

  test('that is given up says so, and leaves the next one free', async () => {
    const { desk, started } = aDesk()
    const answer = desk.start(WEEK, null)
    await started
    desk.cancel()
    expect(await answer).toEqual(ok({ file: null, payments: 0 }))
    desk.cancel()
  })

  test.each([WEEK, PDF])('that is given up while it is asked where is not begun ($format)', async (asked) => {
    const where = Promise.withResolvers<Result<string | null>>()
    const { desk, questions, finish, sum } = aDesk(() => where.promise)
    const answer = desk.start(asked, null)
    desk.cancel()
    where.resolve(ok('/docs/x'))
    if (asked === PDF) sum()
    else finish(3)
    expect(await answer).toEqual(ok({ file: null, payments: 0 }))
    expect(questions).toEqual([])
  })
})

describe('a summary as a PDF', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usdtill-desk-'))
    file = join(folder, 'summary.pdf')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is drawn from the journal’s sums, and says of what, by whom and what was left out', async () => {
    const drawn: PeriodSummary[] = []
    const names: string[] = []
    const { desk, sum, started } = aDesk(
      async (name) => {
        names.push(name)
        return ok(file)
      },
      async (summary) => {
        drawn.push(summary)
        return ok(Buffer.from('%PDF'))
      },
    )
    const answer = desk.start({ ...PDF, filters: { ...NONE, cashier: 'p1' } }, { id: 'p9', name: 'Ola' })
    await started
    sum()
    expect(await answer).toEqual(ok({ file, payments: 12 }))
    expect(names).toEqual(['usdtill-live-2-Bar-left-2026-11-16_2026-11-22-Ana-María.pdf'])
    expect(readFileSync(file, 'utf8')).toBe('%PDF')
    expect(drawn.map((summary) => PeriodSummary.parse(summary))).toMatchObject([
      {
        ...{ mode: 'live', till: 'Bar / left', tillNumber: 2, timeZone: 'UTC', at: AT },
        by: { id: 'p9', name: 'Ola' },
        scope: { kind: 'days', from: '2026-11-16', until: '2026-11-22' },
        cashier: 'Ana María',
        ...SUMS,
      },
    ])
  })

  test('that cannot be drawn is an error, and nothing is written', async () => {
    const { desk, sum } = aDesk(
      async () => ok(file),
      async () => err({ code: 'exportFailed', reason: 'other' }),
    )
    const answer = desk.start(PDF, null)
    sum()
    expect(await answer).toEqual(err({ code: 'exportFailed', reason: 'other' }))
    expect(readdirSync(folder)).toEqual([])
  })

  test('that is given up while it is drawn is not written', async () => {
    const isDrawing = Promise.withResolvers<void>()
    const pdf = Promise.withResolvers<Awaited<ReturnType<Draw>>>()
    const { desk, sum } = aDesk(
      async () => ok(file),
      () => {
        isDrawing.resolve()
        return pdf.promise
      },
    )
    const answer = desk.start(PDF, null)
    sum()
    await isDrawing.promise
    desk.cancel()
    pdf.resolve(ok(Buffer.from('%PDF')))
    expect(await answer).toEqual(ok({ file: null, payments: 0 }))
    expect(readdirSync(folder)).toEqual([])
  })
})

test.each([
  [
    { kind: 'day', day: '2026-03-29' },
    { kind: 'days', from: '2026-03-29', until: '2026-03-29' },
  ],
  [
    { kind: 'month', day: '2024-02-11' },
    { kind: 'days', from: '2024-02-01', until: '2024-02-29' },
  ],
  [
    { kind: 'custom', from: '2026-03-28', to: '2026-03-30' },
    { kind: 'days', from: '2026-03-28', until: '2026-03-30' },
  ],
  [{ kind: 'everything' }, { kind: 'days', from: null, until: null }],
  [{ kind: 'sinceZ' }, { kind: 'sinceZ' }],
  [
    { kind: 'shift', number: 3 },
    { kind: 'shift', number: 3 },
  ],
] as const)('%o is %o', (period, scope) => {
  expect(scopeOf(period, { weekStart: 'monday' })).toEqual(scope)
})

test.each([
  ['monday', '2026-11-16'],
  ['saturday', '2026-11-21'],
  ['sunday', '2026-11-15'],
] as const)('a week that begins on %s begins on %s', (weekStart, from) => {
  const scope = scopeOf({ kind: 'week', day: '2026-11-21' }, { weekStart })
  expect(scope).toMatchObject({ from })
})
