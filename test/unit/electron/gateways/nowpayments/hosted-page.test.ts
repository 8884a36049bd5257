import { describe, expect, it } from 'vitest'
import { createHostedCharge, pageGate } from '../../../../../electron/gateways/nowpayments/hosted-page.ts'
import { money } from '../../../../../shared/money/money.ts'
import { ok } from '../../../../../shared/result.ts'

const REAL = 'https://nowpayments.io/payment/?iid=4522625843&paymentId=5977953151'
const PRACTICE = 'http://127.0.0.1:4444/payment/?iid=4522625843'

describe('where the gateway’s page may lead', () => {
  it.each([
    'https://nowpayments.io/',
    'https://nowpayments.io/payment/?iid=1',
    'https://api.nowpayments.io/v1/status',
    'https://static.cdn.nowpayments.io/a.js',
    'https://NOWPayments.IO/payment',
  ])('%s', (address) => {
    expect(pageGate(REAL)?.(address)).toBe(true)
    expect(pageGate(PRACTICE)?.(address)).toBe(false)
  })

  it.each([
    'http://nowpayments.io/payment/?iid=1',
    'https://nowpayments.io.evil.example/payment',
    'https://evilnowpayments.io/payment',
    'https://nowpayments.io@evil.example/',
    'https://user:pass@nowpayments.io/',
    'https://nowpayments.io:8443/',
    'https://nowpayments.io./payment',
    'https://nowpayments.example/',
    'https://xn--nowpayments-9za.io/',
    'wss://nowpayments.io/',
    'data:text/html,hello',
    'blob:https://nowpayments.io/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'app://till/cashier.html',
    'about:blank',
    'http://127.0.0.1:4444/payment/',
    '',
    'nowpayments.io',
  ])('and where not: %s', (address) => {
    expect(pageGate(REAL)?.(address)).toBe(false)
  })

  it('the practice gateway’s page leads back to where it came from, and nowhere else', () => {
    const gate = pageGate(PRACTICE)
    expect(gate?.('http://127.0.0.1:4444/payment/?iid=2')).toBe(true)
    for (const address of [
      'http://127.0.0.1:4445/',
      'http://localhost:4444/',
      'https://127.0.0.1:4444/',
      'http://192.168.1.7:4444/',
    ]) {
      expect(gate?.(address)).toBe(false)
    }
  })

  it.each([
    'http://nowpayments.io/payment/?iid=1',
    'https://evil.example/payment/?iid=1',
    'http://192.168.1.7/payment/?iid=1',
    'http://user@127.0.0.1:4444/payment/?iid=1',
    'file:///tmp/page.html',
    'payment',
  ])('%s is no page of the gateway’s', (page) => {
    expect(pageGate(page)).toBeNull()
  })
})

describe('the page of an invoice', () => {
  const request = {
    orderId: 'T1-118-abc',
    description: 'Sale 0118',
    price: money(1825, 'EUR'),
    usdt: 19_874_210n,
    callbackUrl: null,
  }
  const madeWith = (invoiceUrl: string, baseUrl: string) => {
    const sent: string[] = []
    const made = createHostedCharge(request, {
      baseUrl,
      now: () => 0,
      async post({ path = '' }, how) {
        sent.push(path)
        if (path !== '/invoice') throw new Error('asked for a payment')
        const wire = how.schema.parse({ id: '7', order_id: 'T1-118-abc', invoice_url: invoiceUrl })
        const read = how.read(wire)
        if (read.ok) return ok({ value: read.value, raw: '{}' })
        const error =
          typeof read.error === 'string' ? { code: 'badReply' as const, detail: read.error } : read.error
        return { ok: false, error: { error, maybe: true, raw: '{}', retryAfterMs: null } }
      },
    })
    return made.then(
      (result) => ({ result, sent }),
      () => ({ result: 'asked for a payment', sent }),
    )
  }

  it.each([
    ['https://evil.example/payment/?iid=7', 'https://api.nowpayments.io/v1'],
    // A real gateway that sends the customer to this computer is none.
    ['http://127.0.0.1:4444/payment/?iid=7', 'https://api.nowpayments.io/v1'],
  ])('elsewhere is refused before a payment is made: %s', async (invoiceUrl, baseUrl) => {
    const { result, sent } = await madeWith(invoiceUrl, baseUrl)
    expect(result).toMatchObject({ error: { error: { code: 'badReply', detail: 'field invoice_url' } } })
    expect(sent).toEqual(['/invoice'])
  })

  it('of the gateway’s own is gone on with', async () => {
    const { result } = await madeWith(
      'https://nowpayments.io/payment/?iid=7',
      'https://api.nowpayments.io/v1',
    )
    expect(result).toBe('asked for a payment')
  })
})
