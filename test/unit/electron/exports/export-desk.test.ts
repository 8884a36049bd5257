import { describe, expect, test } from 'vitest'
import { createExportDesk, scopeOf } from '../../../../electron/exports/export-desk.ts'
import type { ExportQuestion } from '../../../../electron/exports/export-request.ts'
import type { RunningExport } from '../../../../electron/exports/export-service.ts'
import type { ExportAsked, ExportFilters } from '../../../../shared/contract/exports.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { ok } from '../../../../shared/result.ts'

const NONE: ExportFilters = { cashier: null, gateway: null, status: null, currency: null }
const WEEK: ExportAsked = { format: 'xlsx', period: { kind: 'week', day: '2026-11-18' }, filters: NONE }
const PEOPLE = [{ id: 'p1', name: 'Ana María', role: 'cashier', isHere: true }] as const

type Written = Awaited<RunningExport['done']>

function aDesk(askWhere: (name: string) => Promise<string | null> = async (name) => `/docs/${name}`) {
  const questions: ExportQuestion[] = []
  const written = Promise.withResolvers<Written>()
  const started = Promise.withResolvers<void>()
  const desk = createExportDesk({
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
    onProgress: () => undefined,
    askWhere,
  })
  const finish = (payments: number) => {
    const file = questions[0]?.file ?? ''
    written.resolve(ok({ outcome: 'written', file, payments }))
  }
  return { desk, questions, finish, started: started.promise }
}

describe('an export that a person asks for', () => {
  test('is of the days of the shop’s week, and says where it went', async () => {
    const { desk, questions, finish, started } = aDesk()
    const answer = desk.start(WEEK)
    await started
    finish(12)
    const file = '/docs/usdtill-live-2-Bar-left-2026-11-16_2026-11-22.xlsx'
    expect(await answer).toEqual(ok({ file, payments: 12 }))
    expect(questions).toMatchObject([
      {
        format: 'xlsx',
        scope: { kind: 'days', from: '2026-11-16', until: '2026-11-22' },
        shop: { till: 'Bar / left', currency: 'EUR', today: '2026-11-21' },
        about: { till: 'Bar / left', 'till-number': '2', period: '2026-11-16_2026-11-22' },
      },
    ])
  })

  test('says in its name and in itself what was left out', async () => {
    const { desk, questions, finish, started } = aDesk()
    const filters = { cashier: 'p1', gateway: 'nowpayments', status: 'paid', currency: 'USD' } as const
    const answer = desk.start({
      ...{ format: 'csv', sheet: 'payments', filters },
      period: { kind: 'z', number: 12 },
    })
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
    const { desk, questions } = aDesk(async () => null)
    expect(await desk.start(WEEK)).toEqual(ok({ file: null, payments: 0 }))
    expect(questions).toEqual([])
  })

  test('is one at a time, while it is asked where and while it is written', async () => {
    const where = Promise.withResolvers<string | null>()
    const { desk, finish, started } = aDesk(() => where.promise)
    const answer = desk.start(WEEK)
    expect(await desk.start(WEEK)).toEqual({ ok: false, error: { code: 'notNow' } })
    where.resolve('/docs/x.xlsx')
    await started
    expect(await desk.start(WEEK)).toEqual({ ok: false, error: { code: 'notNow' } })
    finish(3)
    expect(await answer).toMatchObject({ ok: true })
  })

  test('that is given up says so, and leaves the next one free', async () => {
    const { desk, started } = aDesk()
    const answer = desk.start(WEEK)
    await started
    desk.cancel()
    expect(await answer).toEqual(ok({ file: null, payments: 0 }))
    desk.cancel()
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
