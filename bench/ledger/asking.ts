// What the owner waits for: the report of a day, and a search among all payments.

import { DatabaseSync } from 'node:sqlite'
import { createPaymentSearch } from '../../electron/exports/search/search.ts'
import { createReportService } from '../../electron/reports/report-service.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { type Figure, figure, median, percentile } from '../figures.ts'
import { seededRandom } from '../watch/shop-week.ts'
import { LAST_DAY, type Ledger } from './generate.ts'
import { CASHIERS } from './shop-days.ts'
import { realClock, type Workers } from './till-parts.ts'

const REPORTS = 7
const SEARCHED = 60

export async function benchDayReport({ journalFile }: Ledger, { reportWorker }: Workers): Promise<Figure[]> {
  const source = { journalFile, mode: 'live', currency: 'EUR', timeZone: 'Europe/Madrid' } as const
  const reports = createReportService({ ...source, workerUrl: reportWorker, clock: realClock })
  const times: number[] = []
  for (let round = 0; round < REPORTS; round += 1) {
    const since = performance.now()
    const report = await reports.day(LAST_DAY)
    if (!report.ok) throw new Error(report.error.code)
    times.push(performance.now() - since)
  }
  await reports.close()
  return [figure('ledger.day-report.p50', median(times), 'ms', 200)]
}

/** By what is known of payments from all over the years, typed in full and begun; every one of them has to be found. */
export function benchSearch({ journalFile }: Ledger): Figure[] {
  const database = new DatabaseSync(journalFile, { readOnly: true })
  const search = createPaymentSearch(database)
  const times: number[] = []
  for (const { number, typed } of texts(database)) {
    const since = performance.now()
    const { rows: found } = search.find({ text: typed, people: CASHIERS })
    times.push(performance.now() - since)
    // Of what many have only the newest are shown.
    const isCommon = /^[\d.]+$/.test(typed) || CASHIERS.some(({ name }) => name === typed)
    if (!isCommon && !found.some((payment) => payment.number === number)) {
      throw new Error(`payment ${number} was not found by ${typed}`)
    }
    if (found.length === 0) throw new Error(`nothing was found by ${typed}`)
  }
  database.close()
  return [
    figure('ledger.search.p95', percentile(times, 0.95), 'ms', 100),
    figure('ledger.search.max', Math.max(...times), 'ms', 100),
  ]
}

function texts(database: DatabaseSync): { readonly number: number; readonly typed: string }[] {
  const random = seededRandom(5)
  const highest = Number(database.prepare('SELECT max(number) AS n FROM payments').get()?.['n'])
  const byNumber = database.prepare('SELECT body FROM payments WHERE number = ?')
  return Array.from({ length: SEARCHED }, () => 1 + Math.floor(highest * random())).flatMap((number) => {
    const payment = Payment.parse(JSON.parse(String(byNumber.get(number)?.['body'])))
    const { orderId } = payment
    const typed = [
      orderId,
      orderId.slice(0, orderId.lastIndexOf('-') + 1),
      (payment.price.minor / 100).toFixed(2),
    ]
    if (payment.cashier !== null) typed.push(payment.cashier.name)
    if (payment.reference?.startsWith('A-')) typed.push(payment.reference)
    if (isCharged(payment)) {
      typed.push(payment.charge.asked, payment.charge.address, payment.charge.address.slice(0, 8))
      if (payment.transactionId !== null)
        typed.push(payment.transactionId, payment.transactionId.slice(0, 12))
    }
    return typed.map((text) => ({ number, typed: text }))
  })
}
