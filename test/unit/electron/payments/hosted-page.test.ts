import { beforeEach, describe, expect, it } from 'vitest'
import { pageGate } from '../../../../electron/gateways/nowpayments/hosted-page.ts'
import { createHostedPage, type HostedPage } from '../../../../electron/payments/desk/hosted-page.ts'
import type { PaymentView } from '../../../../shared/contract/payments.ts'
import type { ChargedPayment } from '../../../../shared/payment/payment.ts'
import { aPayment, aView } from '../../../support/views.ts'

const URL_OF = 'https://nowpayments.io/payment/?iid=7&paymentId=5077125051'
const withPage = (change: Partial<ChargedPayment> = {}, url = URL_OF): ChargedPayment => {
  const payment = aPayment(change)
  return { ...payment, charge: { ...payment.charge, invoice: { id: '7', url } } }
}

let current: PaymentView | null
let opened: string[]
let isOpen: boolean
let personCloses: () => void
let changes: number
let page: HostedPage

beforeEach(() => {
  current = aView(withPage())
  opened = []
  isOpen = false
  changes = 0
  page = createHostedPage({
    place: {
      open(url) {
        opened.push(url)
        isOpen = true
      },
      close() {
        isOpen = false
      },
      onClosed(listener) {
        personCloses = listener
      },
    },
    current: () => current,
    gateOf: (gateway, url) => (gateway === 'nowpayments' ? pageGate(url) : null),
    onChange: () => {
      changes += 1
      page.follow()
    },
  })
})

const id = aPayment().id

describe('the page of the payment on the screens', () => {
  it('opens, is told, and closes when asked to', () => {
    expect(page.open(id)).toEqual({ ok: true, value: null })
    expect({ opened, shown: page.shown(), changes }).toEqual({ opened: [URL_OF], shown: id, changes: 1 })
    page.close()
    expect({ isOpen, shown: page.shown(), changes }).toEqual({ isOpen: false, shown: null, changes: 2 })
    page.close()
    expect(changes).toBe(2)
  })

  it('is known to be gone when a person closes the window', () => {
    page.open(id)
    personCloses()
    expect(page.shown()).toBeNull()
    expect(changes).toBe(2)
  })

  it.each([
    ['seen', withPage({ status: 'seen' })],
    ['paid', withPage({ status: 'paid' })],
    ['expired', withPage({ status: 'expired' })],
    ['cancelled', withPage({ status: 'cancelled' })],
    ['paid in another way on the page', withPage({ childChargeIds: ['9990001'] })],
    ['another one', withPage({ id: crypto.randomUUID() })],
  ])('goes by itself when the payment is %s', (_what, payment) => {
    page.open(id)
    current = aView(payment)
    page.follow()
    expect({ isOpen, shown: page.shown() }).toEqual({ isOpen: false, shown: null })
  })

  it('goes when the screens are cleared, and stays while nothing changes', () => {
    page.open(id)
    page.follow()
    expect(isOpen).toBe(true)
    current = null
    page.follow()
    expect(isOpen).toBe(false)
  })

  it.each([
    ['a payment that is not on the screens', crypto.randomUUID(), () => aView(withPage())],
    ['one without a page', id, () => aView(aPayment())],
    ['one that is seen already', id, () => aView(withPage({ status: 'seen' }))],
    ['a page that is not the gateway’s', id, () => aView(withPage({}, 'https://evil.example/?iid=7'))],
    ['nothing', id, () => null],
  ])('does not open for %s', (_what, asked, view) => {
    current = view()
    expect(page.open(asked)).toEqual({ ok: false, error: { code: 'notNow' } })
    expect(opened).toEqual([])
  })
})
