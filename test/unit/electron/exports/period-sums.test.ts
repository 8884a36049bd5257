import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { ExportQuestion, PeriodSums } from '../../../../electron/exports/export-request.ts'
import { createExportService } from '../../../../electron/exports/export-service.ts'
import { openJournalPass } from '../../../../electron/exports/reading/journal-pass.ts'
import { daysOf } from '../../../../shared/calendar/day.ts'
import type { ExportFilters } from '../../../../shared/contract/exports.ts'
import { formatUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { figuresOf, hasEnded } from '../../../../shared/shift/counting.ts'
import { sumOf } from '../../../../shared/shift/figures.ts'
import { anId, aPayment } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { anyDay } from '../reports/day-arbitrary.ts'
import { openExportedJournal } from './exported-journal.ts'

// A journal is a real file each time, and each is read once for every day: seconds, on a computer that is busy.
vi.setConfig({ testTimeout: 60_000 })
const RUNS = { numRuns: 25 }

const MONTH = { from: '2026-11-01', to: '2026-11-30' }
const TODAY = '2026-11-21'
const ANA = { id: 'p1', name: 'Ana' }
const NONE: ExportFilters = { cashier: null, gateway: null, status: null, currency: null }
const SHOP = { till: 'Till 1', tillNumber: 1, currency: 'EUR', today: TODAY } as const
const workerUrl = new URL('../../../../electron/exports/export-worker.ts', import.meta.url)

const anyWhen = fc.record({
  day: fc.integer({ min: 1, max: 30 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
  cashier: fc.constantFrom(null, ANA, { id: 'p2', name: 'Ben' }),
})

/** Payments of everything that may happen, all over a month. */
const anyMonth: fc.Arbitrary<Payment[]> = anyDay.chain((payments) =>
  fc
    .array(anyWhen, { minLength: payments.length, maxLength: payments.length })
    .map((when) => payments.map((payment, place) => ({ ...payment, ...when[place] }) as Payment)),
)

type Asked = Pick<ExportQuestion, 'scope' | 'filters'>

function withJournal(payments: readonly Payment[], check: (sumsOf: (asked: Asked) => PeriodSums) => void) {
  const journal = openExportedJournal()
  try {
    journal.write(payments)
    const source = { journalFile: journal.journalFile, mode: 'live', timeZone: 'UTC' } as const
    check((asked) => {
      const heard = { read: () => undefined, taken: () => undefined }
      const pass = openJournalPass(source, { shop: SHOP, ...asked }, heard)
      try {
        return pass.sums()
      } finally {
        pass.close()
      }
    })
  } finally {
    journal.remove()
  }
}

const days = (from: string, until: string) => ({ kind: 'days', from, until }) as const
const ofMonth = days(MONTH.from, MONTH.to)

/** One by one, without any report in between. */
const wholeOfPayments = (payments: readonly Payment[]) =>
  sumOf(
    payments.map((payment) =>
      figuresOf({ payment, gateway: null, cashier: null, shift: null, sale: payment.sale }),
    ),
  )

function added(all: readonly PeriodSums[]) {
  const usdt = (key: 'owed' | 'refunding') =>
    formatUsdt(all.reduce((sum, { totals }) => sum + microUsdt(totals.standing[key]), 0n))
  return {
    whole: sumOf(all.map(({ totals }) => wholeOf(totals.cells))),
    carried: all
      .flatMap(({ totals }) => totals.carried.map(({ number }) => number))
      .toSorted((a, b) => a - b),
    exceptions: all.reduce((sum, { totals }) => sum + totals.standing.exceptions, 0),
    owed: usdt('owed'),
    refunding: usdt('refunding'),
  }
}

describe('the sums of a period', () => {
  test('are those of its payments, one by one, and of no others', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: 1, max: 30 }), (payments, to) => {
        const until = `2026-11-${String(to).padStart(2, '0')}`
        withJournal(payments, (sumsOf) => {
          const sums = sumsOf({ scope: days(MONTH.from, until) })
          const its = payments.filter(({ day }) => day <= until)
          expect(wholeOf(sums.totals.cells)).toEqual(wholeOfPayments(its))
          expect(sums.totals.carried.map(({ paymentId }) => paymentId).toSorted()).toEqual(
            its.flatMap((payment) => (hasEnded(payment) ? [] : [payment.id])).toSorted(),
          )
          expect(sums.totals.corrections).toEqual([])
        })
      }),
      RUNS,
    )
  })

  test('of the days are together that of the month', () => {
    fc.assert(
      fc.property(anyMonth, (payments) => {
        withJournal(payments, (sumsOf) => {
          const each = daysOf(MONTH).map((day) => sumsOf({ scope: days(day, day) }))
          expect(added(each)).toEqual(added([sumsOf({ scope: ofMonth })]))
        })
      }),
      RUNS,
    )
  })

  test('of every currency, or of every status, are together that of all of them', () => {
    fc.assert(
      fc.property(anyMonth, (payments) => {
        withJournal(payments, (sumsOf) => {
          const all = added([sumsOf({ scope: ofMonth })])
          const currencies = [...new Set(payments.map(({ price }) => price.currency))]
          const statuses = [...new Set(payments.map(({ status }) => status))]
          const filtered = (filters: readonly Partial<ExportFilters>[]) =>
            added(filters.map((one) => sumsOf({ scope: ofMonth, filters: { ...NONE, ...one } })))
          expect(filtered(currencies.map((currency) => ({ currency })))).toEqual(all)
          expect(filtered(statuses.map((status) => ({ status })))).toEqual(all)
        })
      }),
      RUNS,
    )
  })
})

test('the thread adds up and writes nothing; days that have not come are not in it', async () => {
  const journal = openExportedJournal()
  const { journalFile } = journal
  const service = createExportService({
    ...{ workerUrl, clock: createFakeClock(), journalFile, mode: 'live', timeZone: 'UTC' },
  })
  try {
    const cashier = { ...ANA, name: 'Ana María' }
    journal.write([
      aPayment({ status: 'paid', number: 1, day: '2026-11-11', cashier: ANA }),
      aPayment({ status: 'paid', number: 2, day: '2026-11-12', cashier }),
      aPayment({ status: 'awaiting', number: 3, day: '2026-11-12', cashier }),
    ])
    const file = `${journal.folder}/summary.pdf`
    const answer = await service.start({ format: 'pdf', scope: ofMonth, shop: SHOP, file }).done
    expect(answer).toMatchObject({
      ok: true,
      value: {
        outcome: 'summed',
        payments: 3,
        sums: {
          totals: { cells: [{ cashier: 'p1', figures: { sales: 2 } }], carried: [{ paymentId: anId(3) }] },
          // As they were called last, and the journal as it stood.
          people: [cashier],
          journal: { seq: 3, hash: journal.digestOf(anId(3)) },
          days: { from: MONTH.from, to: TODAY },
        },
      },
    })
  } finally {
    await service.close()
    journal.remove()
  }
})
