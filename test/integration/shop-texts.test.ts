import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { paperHandlers } from '../../electron/ipc/handlers/paper-handlers.ts'
import { paymentsHandlers } from '../../electron/ipc/handlers/payment-handlers.ts'
import { shiftsHandlers } from '../../electron/ipc/handlers/shift-handlers.ts'
import { journalFileOf } from '../../electron/open-till.ts'
import type { PaperContent, PaperSubject } from '../../shared/contract/paper.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { err, ok } from '../../shared/result.ts'
import type { ReceiptTexts } from '../../shared/sale/receipt-texts.ts'
import { must, payingAt } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// A receipt that is asked for again says what the shop was on the day of the sale: through the real services.

// A PIN, or a gateway over HTTP on a busy machine, takes its time; no test here is about that.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const OLD: ReceiptTexts = { address: '1 Market Street', taxNumber: 'DE123', contact: '', isFiscal: false }
const NEW: ReceiptTexts = { ...OLD, address: '9 Harbour Road', taxNumber: 'DE999', isFiscal: true }

describe('the receipt of a sale', () => {
  let bench: TillBench
  beforeEach(async () => {
    bench = await createTillBench('live', { receipt: OLD, shopName: 'Corner Coffee' })
  })
  afterEach(() => bench.close())

  const { paid, paidIn } = payingAt(() => bench)
  const shopOf = ({ payment }: PaymentView) => must(bench.payments().history(payment.id)).shop
  const before = { shop: 'Corner Coffee', ...OLD }
  const after = { shop: 'Harbour Coffee', ...NEW }
  const moves = () => {
    bench.settings = { ...bench.settings, shopName: 'Harbour Coffee', receipt: NEW }
  }

  it('says what held when it was rung up, also where the till ended between the change and the next sale', async () => {
    const first = await paid(await bench.start(), 'exact')
    // The settings are on disk and the journal has not heard of them, as after a crash.
    moves()
    bench.restart()
    expect(shopOf(first)).toEqual(before)
    const second = await paid(await bench.start(), 'exact')
    bench.restart()
    expect([first, second].map(shopOf)).toEqual([before, after])
  })

  it('is one, whichever of its payments is looked at: of the day the sale began', async () => {
    const short = await paidIn(await bench.start(10_000), '95.000000')
    moves()
    const topUp = bench.payments().topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE)
    const rest = await paid(must(await topUp), 'exact')
    expect([short, rest].map(shopOf)).toEqual([before, before])
  })

  it('is of the payment that was paid, where an earlier one was not', async () => {
    const given = await bench.start()
    must(await bench.payments().cancel(given.payment.id))
    moves()
    const again = bench.payments().retry(given.payment.id, crypto.randomUUID(), NO_PEOPLE)
    const second = await paid(must(await again), 'exact')
    expect([given, second].map(shopOf)).toEqual([after, after])
  })
})

describe('at a till with people', () => {
  let till: PeopleTill
  beforeEach(async () => {
    till = await createPeopleTill()
    await till.hire()
    must(await till.signIn('ana'))
  })
  afterEach(() => till.close())

  function recorded(): unknown[] {
    const read = new DatabaseSync(journalFileOf(till.folder, 'live'), { readOnly: true })
    const rows = read.prepare("SELECT body FROM events WHERE kind = 'shopTextsSet' ORDER BY seq").all()
    read.close()
    return rows.map(({ body }) => JSON.parse(String(body)))
  }

  /** What the hidden page would be given. */
  async function printed(paymentId: string): Promise<PaperContent | undefined> {
    const control = till.control()
    let drawn: PaperContent | undefined
    const subject: PaperSubject = { kind: 'receipt', paymentId }
    const paper = paperHandlers(control, {
      ...{ shifts: shiftsHandlers(control), payments: paymentsHandlers(control), askWhere: async () => null },
      desk: {
        async print(content) {
          drawn = content
          return ok(null)
        },
        pdf: async () => err({ code: 'exportFailed', reason: 'notDrawn' }),
        content: () => null,
        drawn: () => undefined,
        close: () => undefined,
      },
    })
    must(await paper.print(subject, must(await control.gate.admit('paper.print', subject))))
    return drawn
  }

  it('who changed what receipts say is on record, and what is printed again is what was', async () => {
    must(await till.call('till.saveSettings', { shopName: 'Corner Coffee', receipt: OLD }))
    const price = { minor: 1825, currency: 'EUR' }
    const asked = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
    const { payment } = must(await till.call<PaymentView>('payments.start', asked))
    must(await till.call('till.saveSettings', { theme: 'dark' }))
    must(await till.call('till.saveSettings', { receipt: NEW }))
    const person = { id: till.idOf('ana'), name: 'ana' }
    expect(recorded()).toEqual([
      { texts: { shop: 'Corner Coffee', ...OLD }, person },
      { texts: { shop: 'Corner Coffee', ...NEW }, person },
    ])
    expect(await printed(payment.id)).toMatchObject({
      drawing: { kind: 'receipt', shop: { shop: 'Corner Coffee', ...OLD } },
      till: { settings: { receipt: NEW } },
    })
  })
})
