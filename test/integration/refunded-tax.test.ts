import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { foldJournal } from '../../electron/shifts/journal-fold.ts'
import type { Report } from '../../shared/contract/shifts.ts'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { wholeOf } from '../../shared/shift/cells.ts'
import { type MoneyFigures, type TaxFigures, taxesAfterRefunds } from '../../shared/shift/figures.ts'
import { must, payingAt } from '../support/paying.ts'
import { refundingAt } from '../support/refunding.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'
import { TRANSACTION } from '../unit/shared/refund/refund-builders.ts'

// From the refund that a person sends to the tax that the next report takes off, through the real services.

// A till, a gateway and their journal over HTTP: a busy machine takes its time, and no test here is about that.
vi.setConfig({ testTimeout: 30_000 })

const VAT = { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 7000 }
const FOOD = { name: 'Food', milliPercent: 7000, shareBasisPoints: 3000 }

let bench: TillBench
beforeEach(async () => {
  bench = await createTillBench()
  bench.settings = { ...bench.settings, taxes: { mode: 'exclusive', rates: [VAT, FOOD] } }
})
afterEach(async () => {
  expectIntact()
  await bench.close()
})

const { paid, paidIn } = payingAt(() => bench)
const { refunds, wanted, paymentOf, expectIntact } = refundingAt(() => bench)

async function sell() {
  const price = { minor: 2000, currency: 'EUR' } as const
  const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
  return must(await bench.payments().start(input, NO_PEOPLE))
}

/** By hand, from a wallet; `number` makes it a transaction of its own. */
async function sendBack(paymentId: string, amount: string, number: number): Promise<void> {
  const { refund } = must(await refunds().begin(wanted(paymentId, { way: 'byHand', amount })))
  const transactionId = TRANSACTION.slice(0, -1) + number
  must(await refunds().record(refund.id, { transactionId, reason: null }))
}

const shifts = () => {
  const service = bench.till().shifts
  if (!service) throw new Error('the journal is not open')
  return service
}
const x = () => shifts().x(NO_PEOPLE)
const closeDay = () => must(shifts().closeDay(crypto.randomUUID(), NO_PEOPLE))

function moneyIn({ totals }: Pick<Report, 'totals'>): MoneyFigures {
  const [money] = wholeOf(totals.cells).currencies
  if (!money) throw new Error('no money')
  return money
}
const byRate = (lines: readonly TaxFigures[] = []) =>
  Object.fromEntries(lines.map(({ name, net, tax }) => [name, [net, tax]]))

it('a refund after the Z of its sale takes its tax off in the next one, and all of it when all went back', async () => {
  const view = await sell()
  const { payment } = view
  await paid(view, 'exact')
  const first = closeDay()
  const taxes = { VAT: [1400, 266], Food: [600, 42] }
  expect(byRate(moneyIn(first).taxes)).toEqual(taxes)
  expect(moneyIn(first).refundedTaxes).toBeUndefined()

  const asked = microUsdt(paymentOf(payment.id).charge.asked)
  await sendBack(payment.id, formatUsdt(asked / 2n), 1)
  const half = moneyIn(x())
  expect(byRate(half.refundedTaxes)).toEqual({ VAT: [700, 133], Food: [300, 21] })
  expect(byRate(taxesAfterRefunds(half))).toEqual({ VAT: [-700, -133], Food: [-300, -21] })
  const second = closeDay()
  expect(second.totals.corrections.map(({ z }) => z)).toEqual([first.number])

  await sendBack(payment.id, formatUsdt(asked - asked / 2n), 2)
  expect(byRate(moneyIn(closeDay()).refundedTaxes)).toEqual({ VAT: [700, 133], Food: [300, 21] })
  const database = new DatabaseSync(bench.till().journalFile, { readOnly: true })
  expect(foldJournal(database).fault).toBeNull()
  database.close()
})

it('what came too much has no tax in it when it goes back', async () => {
  const view = await sell()
  const { payment } = view
  const asked = microUsdt(paymentOf(payment.id).charge.asked)
  await paidIn(view, formatUsdt(asked + 3_000_000n))
  await sendBack(payment.id, '3.000000', 1)
  expect(moneyIn(x()).refunded).toBeGreaterThan(0)
  expect(moneyIn(x()).refundedTaxes).toBeUndefined()
  await sendBack(payment.id, formatUsdt(asked), 2)
  expect(byRate(moneyIn(x()).refundedTaxes)).toEqual(byRate(moneyIn(x()).taxes))
})
