import { chmodSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../electron/journal/journal.ts'
import { toCustomerView } from '../../electron/payments/payment-view.ts'
import { CustomerView } from '../../shared/contract/customer.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const control = () => bench.simulator.control
const startWith = (minor: number, attempt: string = crypto.randomUUID()) =>
  bench
    .payments()
    .start({ attempt, price: { minor, currency: 'EUR' }, reference: null, evenIfSame: true }, NO_PEOPLE)
const creates = async () =>
  (await control().calls({})).calls.filter((call) => call.method === 'POST' && call.path.endsWith('/payment'))
    .length
const onlyCreate = { method: 'POST', path: '/payment' } as const

describe('before the gateway is asked', () => {
  it('refuses a price of zero', async () => {
    expect(await startWith(0)).toEqual({ ok: false, error: { code: 'amountZero' } })
    expect(await creates()).toBe(0)
  })

  it('refuses a price below the gateway’s minimum and names the least price', async () => {
    await control().configure({ minAmount: '9' })
    const refused = await startWith(100)
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'amountTooSmall', minimumUsdt: '9.000000', currency: 'EUR' },
    })
    expect(await creates()).toBe(0)
  })

  it('refuses a price beyond what any sale costs', async () => {
    expect(await startWith(99_999_999_999)).toMatchObject({ ok: false, error: { code: 'amountTooLarge' } })
  })

  it('has no QR without a rate', async () => {
    await control().failNext({ as: '500', match: { path: '/estimate' } })
    expect(await startWith(500)).toEqual({ ok: false, error: { code: 'noRate', currency: 'EUR' } })
    expect(await creates()).toBe(0)
  })

  it('explains the estimate the gateway can never give, and asks once', async () => {
    await control().failNext({ as: '500-estimate', match: { path: '/estimate' } })
    expect(await startWith(500)).toMatchObject({ ok: false, error: { code: 'noEstimate' } })
    const estimates = (await control().calls({})).calls.filter((call) => call.path.endsWith('/estimate'))
    expect(estimates).toHaveLength(1)
  })
})

describe('an answer that is not safe to show', () => {
  it.each([
    ['contract-address', 'address'],
    ['burn-address', 'address'],
    ['bad-checksum-address', 'address'],
    ['not-tron-address', 'address'],
    ['wrong-coin', 'coin'],
    ['amount-far-off', 'amount'],
    ['other-order-id', 'orderId'],
  ] as const)('%s is refused before display', async (mutation, reason) => {
    await control().tamperNext({ mutation, match: onlyCreate })
    const attempt = crypto.randomUUID()
    expect(await startWith(1825, attempt)).toEqual({ ok: false, error: { code: 'unsafeCharge', reason } })
    expect(bench.payments().current()).toBeNull()
    const history = bench.payments().history(attempt)
    expect(history.ok && history.value.view.payment.status).toBe('abandoned')
    expect(history.ok && history.value.entries.at(-1)?.raw).toContain('pay_address')
  })
})

describe('a reply that never comes', () => {
  it('shows nothing, says so, and a new try has a new order id', async () => {
    await control().cutNext({ when: 'after', match: onlyCreate })
    const lost = crypto.randomUUID()
    expect(await startWith(1825, lost)).toEqual({ ok: false, error: { code: 'chargeUnknown' } })
    expect(bench.payments().current()).toBeNull()
    const again = await bench.payments().retry(lost, crypto.randomUUID(), NO_PEOPLE)
    if (!again.ok) throw new Error(again.error.code)
    const { charges } = await control().charges({})
    expect(charges).toHaveLength(2)
    expect(new Set(charges.map((charge) => charge.orderId)).size).toBe(2)
    expect(again.value.qr).toContain(
      charges.find((charge) => charge.orderId === again.value.payment.orderId)?.address,
    )
  })

  it.each(['malformed-json', 'html-200', 'empty-body', 'huge-body', 'missing-field'] as const)(
    'treats %s on create as "maybe" and shows nothing',
    async (as) => {
      await control().failNext({ as, match: onlyCreate })
      const refused = await startWith(1825)
      expect(refused.ok).toBe(false)
      expect(bench.payments().current()).toBeNull()
    },
  )
})

describe('while a payment is watched', () => {
  it('backs off on 429 HTML, says since when it does not know, and recovers by itself', async () => {
    const view = await bench.start()
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    await control().failNext({ as: '429-html', times: 2 })
    const first = await bench.payments().check(view.payment.id)
    expect(first).toMatchObject({ ok: true, value: { checkError: { code: 'rateLimited' } } })
    expect(bench.till().health().state).toBe('failing')
    await expect
      .poll(async () => {
        await bench.advance(10_000)
        const history = bench.payments().history(view.payment.id)
        return history.ok ? history.value.view.payment.status : undefined
      })
      .toBe('paid')
    expect(bench.till().health().state).toBe('ok')
  })

  it('keeps an unreadable answer for the record and changes nothing', async () => {
    const view = await bench.start()
    await bench.payments().check(view.payment.id)
    await control().failNext({ as: 'malformed-json' })
    await bench.payments().check(view.payment.id)
    const history = bench.payments().history(view.payment.id)
    if (!history.ok) throw new Error(history.error.code)
    expect(history.value.view.payment.status).toBe('awaiting')
    expect(history.value.entries.at(-1)?.kind).toBe('unreadable')
  })

  it.each(['halfway-there', 'FINISHED ', 'Finished!'])(
    'never counts the unknown status "%s" as paid',
    async (status) => {
      const view = await bench.start()
      await control().setStatus({ paymentId: bench.chargeIdOf(view), status })
      const checked = await bench.payments().check(view.payment.id)
      expect(checked).toMatchObject({ ok: true, value: { payment: { status: 'awaiting', paidAt: null } } })
    },
  )
})

describe('a journal that cannot be used', () => {
  it('is refused when it is another mode’s', () => {
    bench.till().close()
    expect(openJournal(bench.till().journalFile, 'live').ok).toBe(false)
  })

  it('is left untouched when a newer version wrote it', () => {
    bench.till().close()
    const file = bench.till().journalFile
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(openJournal(file, 'practice')).toEqual({ ok: false, error: { code: 'journalTooNew' } })
  })

  it('says so when the file is no journal at all', () => {
    const file = `${bench.folder}/journal/live.sqlite`
    writeFileSync(file, 'not a database, but long enough to look like one'.repeat(50))
    chmodSync(file, 0o600)
    expect(openJournal(file, 'live')).toEqual({
      ok: false,
      error: { code: 'journalUnavailable', reason: 'damaged' },
    })
  })
})

describe('what crosses to the customer’s window', () => {
  it('is the sanitised record and nothing else, in every state of a payment', async () => {
    const view = await bench.start()
    const kinds = new Set<string>()
    const record = () => {
      const current = bench.payments().current()
      const crossing = toCustomerView(current, bench.settings, 'practice', 1, bench.clock.now())
      kinds.add(crossing.kind)
      expect(CustomerView.parse(crossing)).toEqual(crossing)
      const text = JSON.stringify(crossing)
      for (const secret of [
        view.payment.id,
        view.payment.saleId,
        view.payment.orderId,
        bench.chargeIdOf(view),
      ]) {
        expect(text).not.toContain(secret)
      }
    }
    record()
    await control().pay({ paymentId: bench.chargeIdOf(view), kind: 'exact' })
    await bench.payments().check(view.payment.id)
    record()
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    await bench.payments().check(view.payment.id)
    record()
    bench.payments().dismiss(view.payment.id)
    record()
    expect([...kinds]).toEqual(['due', 'seen', 'paid', 'idle'])
  })
})
