import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { taxCells } from '../../../../electron/exports/sheets/sale-cells.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
import { checkTable } from '../../../../electron/payments/table-check.ts'
import { foldJournal } from '../../../../electron/shifts/journal-fold.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import type { TaxShare } from '../../../../shared/sale/given-back.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { COUNTING_VERSION } from '../../../../shared/shift/counting-version.ts'
import { DayClosed } from '../../../../shared/shift/shift.ts'
import type { Totals } from '../../../../shared/shift/totals.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  anId,
  aPaymentBase,
  at,
  EXPIRES_AT,
  observed,
} from '../../../support/builders.ts'
import { countedLikeBefore } from '../../../support/older-counting.ts'
import { must } from '../../../support/paying.ts'
import { aTaxedSale } from '../../../support/tills/taxed.ts'
import { type KeptTill, openKeptTill } from './kept-till.ts'

// A till that was updated in the middle of its life: one Z was taken before the taxes in refunds were worked out.

const SALE = aTaxedSale(2000, { isDiscounted: true, isTipped: true })
const byRate = (lines: readonly TaxShare[] = []) =>
  Object.fromEntries(lines.map(({ name, net, tax }) => [name, [net, tax]]))

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
})
afterEach(() => till.close())

function sell(number: number): string {
  const payment = aPaymentBase({ number, sale: SALE, price: { minor: SALE.total, currency: 'EUR' } })
  const events: PaymentEvent[] = [
    { kind: 'intended', at: at(number), payment, gateway: 'nowpayments' },
    { kind: 'charged', at: at(number), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' },
    observed({ status: 'finished', received: ASKED }),
  ]
  for (const event of events) must(till.payments.record(payment.id, event))
  return payment.id
}

function refund(paymentId: string, id: string, amount: string): void {
  const sent = { id, amount, address: ADDRESS, transactionId: null, sentAt: null, standing: 'sent' as const }
  must(till.payments.record(paymentId, { kind: 'refund', at: at(6000), refund: sent }))
}

const closeDay = (press: number) => must(till.shifts().closeDay(anId(press), NO_PEOPLE))

/** Of each rate net and tax that went back. */
function given({ cells }: Totals): unknown {
  const [money] = wholeOf(cells).currencies
  return money?.refundedTaxes && byRate(money.refundedTaxes)
}

/** As `npm run verify-journal` and the till's own check see it. */
function proven() {
  const database = new DatabaseSync(till.file, { readOnly: true })
  const [chain, { fault }, table] = [verifyJournal(database), foldJournal(database), checkTable(database)]
  database.close()
  return { chain: chain.fault, fault, table: table.state }
}

const FINE = { chain: null, fault: null, table: 'agrees' }

it('a Z says by which rules it was counted', () => {
  closeDay(1)
  const body = till.journal.entries().find(({ kind }) => kind === 'dayClosed')?.body ?? ''
  expect(DayClosed.parse(JSON.parse(body)).counting).toBe(COUNTING_VERSION)
})

describe('a journal with Zs from before', () => {
  it('is proven, and its next Z says what goes back from now on and nothing of before', () => {
    const [one, other] = [sell(1), sell(2)]
    refund(one, 'a', '9.000000')
    closeDay(1)
    refund(other, 'b', ASKED)
    countedLikeBefore(till.journal.database)
    till.journal.close()
    expect(proven()).toEqual({ ...FINE, table: 'outdated' })

    till = openKeptTill(till.folder)
    expect(proven()).toEqual(FINE)
    const z = till.shifts().z(1, NO_PEOPLE)
    expect(z.ok && given(z.value.totals)).toBeUndefined()
    // Sent before the till was updated, and after that Z: the whole of the second sale.
    expect(given(till.shifts().x(NO_PEOPLE).totals)).toEqual(byRate(taxCells(SALE)))
    refund(one, 'c', '10.874210')
    const second = closeDay(2)
    const corrected = second.totals.corrections.find(({ number }) => number === 1)?.figures
    const whole = till.payments.find(one)
    expect(whole && 'refunds' in whole && whole.refunds.length).toBe(2)
    const rest = corrected?.currencies[0]?.refundedTaxes?.reduce((sum, { gross }) => sum + gross, 0) ?? 0
    expect(rest).toBeGreaterThan(0)
    expect(rest).toBeLessThan(SALE.goods)
    expect(proven()).toEqual(FINE)
  })

  it('is still found to be doctored where an old Z says something else', () => {
    const id = sell(1)
    refund(id, 'a', '9.000000')
    closeDay(1)
    const { database } = till.journal
    const before = database
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'events_are_never_changed'")
      .get()
    database.exec('DROP TRIGGER events_are_never_changed')
    database.exec(
      `UPDATE events SET body = json_set(body, '$.totals.cells[0].figures.refunds', 0) WHERE kind = 'dayClosed'`,
    )
    database.exec(String(before?.['sql']))
    countedLikeBefore(database)
    expect(proven()).toMatchObject({ chain: null, fault: { z: 1, what: 'totals' } })
  })
})
