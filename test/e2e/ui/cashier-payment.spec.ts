import { PNG } from 'pngjs'
import decodeQr from 'qr/decode.js'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { err, ok } from '../../../shared/result.ts'
import {
  ADDRESS,
  aCreatedPayment,
  anAbandonedPayment,
  aPayment,
  aPaymentsState,
  aView,
} from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

test.describe('a live payment', () => {
  test('shows the code, the amount, the network, the address and the time', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    await expect(cashier.heading).toHaveText('Payment 0118')
    await expect(cashier.qr).toBeVisible()
    await expect(page.getByText('19.874210 USDT')).toBeVisible()
    await expect(page.getByText('USDT on TRON (TRC20) only')).toBeVisible()
    await expect(page.getByText('TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT')).toBeVisible()
    await expect(page.getByText('20:00 left · checked 0 s ago')).toBeVisible()
    await page.clock.runFor(5000)
    await expect(page.getByText('19:55 left · checked 5 s ago')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Waiting' })).toHaveAttribute(
      'aria-current',
      'step',
    )
  })

  test('says in words when it cannot be checked', async ({ page, cashier }) => {
    const view = aView(aPayment(), { checkError: { code: 'gatewayTimeout' } })
    await cashier.opened({ payments: { current: view } })
    await expect(page.getByText('not checked since 14:02')).toBeVisible()
  })

  test('Escape cancels it, but first clears what is typed', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    backend.answer('payments.cancel', ok(aView(aPayment({ status: 'cancelled' }))))
    await page.keyboard.type('45')
    await expect(cashier.estimate).toContainText('Payment 0118 is still open')
    await expect(cashier.chargeButton).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(cashier.amount).toHaveText('EUR 0.00')
    expect(backend.calls('payments.cancel')).toEqual([])
    await page.keyboard.press('Escape')
    await backend.called('payments.cancel', 1)
  })

  test('a refused command is told beside it', async ({ backend, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    backend.answer('payments.cancel', err({ code: 'notNow' }))
    await cashier.action('Cancel').click()
    await expect(cashier.alert).toContainText('That is no longer possible')
  })

  test('older news never replaces newer', async ({ backend, cashier }) => {
    await cashier.opened({ payments: { revision: 5, current: aView(aPayment({ status: 'seen' })) } })
    await backend.emit('payments.changed', aPaymentsState({ revision: 4, current: aView(aPayment()) }))
    await backend.emit(
      'payments.changed',
      aPaymentsState({ revision: 6, current: aView(aPayment({ status: 'confirmed' })) }),
    )
    await expect(cashier.qr).toHaveCount(0)
  })
})

test.describe('a parked payment that is looked at', () => {
  test('has no code: it is not on the customer’s screen', async ({ page, backend, cashier }) => {
    const parked = aView(aPayment(), { qr: null })
    await cashier.opened({ payments: { parked: [{ view: parked, moved: false }] } })
    backend.answer('payments.open', ok(aPaymentsState({ parked: [{ view: parked, moved: false }] })))
    backend.answer('payments.bringBack', ok(aPaymentsState({ current: aView(aPayment()) })))
    await page.keyboard.press('F6')
    await expect(page.getByText('Its code is not on the customer’s screen.')).toBeVisible()
    await expect(cashier.qr).toHaveCount(0)
    await page.keyboard.press('F3')
    await backend.called('payments.bringBack', 1)
  })
})

test.describe('an attempt', () => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 1024, height: 600 },
  ]) {
    test(`keeps the place of the code while the gateway is asked, ${viewport.width} wide`, async ({
      page,
      cashier,
    }) => {
      await page.setViewportSize(viewport)
      const till = { mode: 'practice' } as const
      await cashier.opened({ till, payments: { current: aView(aCreatedPayment()) } })
      await expect(page.getByText('Asking the gateway…')).toBeVisible()
      const places = [cashier.action('Cancel'), page.getByRole('list', { name: 'Steps of the payment' })]
      const before = await Promise.all(places.map((place) => place.boundingBox()))
      await cashier.pushed({ current: aView(aPayment(), { qr: `practice:${ADDRESS}` }) })
      await expect(cashier.qr).toBeVisible()
      expect(await Promise.all(places.map((place) => place.boundingBox()))).toEqual(before)
    })
  }

  test('that came to nothing says so, why, and that it is safe to try again', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: aView(anAbandonedPayment('gatewayTimeout')) } })
    await expect(page.getByRole('region', { name: 'Payment 0118' })).toContainText(
      /Nothing was charged.*no money can be lost.*The gateway does not answer.*it is safe/,
    )
    await expect(cashier.action('New code')).toBeEnabled()
  })
})

test.describe('practice and sandbox', () => {
  for (const language of ['en', 'ar'] as const) {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 1024, height: 600 },
    ]) {
      test(`the marked code still reads, ${language}, ${viewport.width} wide`, async ({ page, cashier }) => {
        await page.setViewportSize(viewport)
        const current = aView(aPayment(), { qr: `practice:${ADDRESS}` })
        await cashier.opened({ till: { mode: 'practice' }, settings: { language }, payments: { current } })
        await expect(page.getByRole('img')).toBeVisible()
        const picture = PNG.sync.read(await page.screenshot())
        expect(decodeQr(picture)).toBe(`practice:${ADDRESS}`)
      })
    }
  }

  test('practice is marked over the payment, and the cashier can act as the customer', async ({
    page,
    backend,
    cashier,
  }) => {
    const view = aView(aPayment(), { qr: `practice:${ADDRESS}` })
    await cashier.opened({ till: { mode: 'practice' }, payments: { current: view } })
    await expect(page.getByText('PRACTICE · DO NOT PAY').first()).toBeVisible()
    await expect(page.getByText('PRACTICE', { exact: true })).toBeVisible()
    await expect(page.getByText('practice:', { exact: true })).toBeVisible()
    backend.answer('practice.pay', ok(null))
    backend.answer('till.openLink', ok(null))
    await cashier.action('Pay exactly').click()
    await page.keyboard.press('l')
    await page.keyboard.press('m')
    await cashier.action('Panel').click()
    await backend.called('till.openLink', 1)
    expect(backend.calls('practice.pay').map(({ how }) => how)).toEqual(['exact', 'less', 'more'])
  })

  test('the customer can send the wrong coin while the code is up, and pay again once it is down', async ({
    page,
    backend,
    cashier,
  }) => {
    const view = aView(aPayment(), { qr: `practice:${ADDRESS}` })
    await cashier.opened({ till: { mode: 'practice' }, payments: { current: view } })
    backend.answer('practice.pay', ok(null))
    await expect(cashier.action('Pay again')).toHaveCount(0)
    await page.keyboard.press('y')
    await page.keyboard.press('x')
    await backend.called('practice.pay', 1)
    await cashier.pushed({ current: aView(aPayment({ status: 'seen' })) })
    await expect(cashier.action('Wrong coin')).toHaveCount(0)
    await cashier.action('Pay again').click()
    await backend.called('practice.pay', 2)
    expect(backend.calls('practice.pay').map(({ how }) => how)).toEqual(['wrongAsset', 'again'])
  })

  test('sandbox has a mark of its own and no customer to play', async ({ page, cashier }) => {
    await cashier.opened({ till: { mode: 'sandbox' }, payments: { current: aView(aPayment()) } })
    await expect(page.getByText('SANDBOX · TEST MONEY').first()).toBeVisible()
    await expect(cashier.action('Pay exactly')).toHaveCount(0)
  })

  test('live has neither', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    await expect(page.getByText(/PRACTICE|SANDBOX/)).toHaveCount(0)
  })
})

const OUTCOMES: readonly (readonly [string, Partial<ChargedPayment>, RegExp, readonly string[]])[] = [
  ['seen', { status: 'seen' }, /Payment seen\. Wait for “Paid” before handing over\./, ['Check now']],
  ['confirmed', { status: 'confirmed' }, /Payment confirmed\. Wait for “Paid”/, ['Check now']],
  ['sending', { status: 'sending' }, /Payment confirmed\. Wait for “Paid”/, ['Check now']],
]

test.describe('what goes on or became of a payment', () => {
  for (const [name, change, words, actions] of OUTCOMES) {
    test(`${name} says what happened and what to do`, async ({ page, cashier }) => {
      await cashier.opened({ payments: { current: aView(aPayment(change)) } })
      await expect(page.getByRole('region', { name: 'Payment 0118' })).toContainText(words)
      for (const action of actions) await expect(cashier.action(action)).toBeEnabled()
      await expect(cashier.qr).toHaveCount(0)
    })
  }

  test('a wrong coin is told beside a code that is still up', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment({ remarks: ['wrongAsset'] })) } })
    await expect(cashier.qr).toBeVisible()
    await expect(page.getByText('Another coin came')).toBeVisible()
  })

  // One press a page: a second one while the first is being answered is rightly ignored.
  for (const key of ['r', 'Enter']) {
    test(`after expiry one key makes a new code: ${key}`, async ({ page, backend, cashier }) => {
      const expired = aPayment({ status: 'expired' })
      await cashier.opened({ payments: { current: aView(expired) } })
      backend.answer('payments.retry', ok(aView(aPayment())))
      await page.keyboard.press(key)
      await backend.called('payments.retry', 1)
      expect(backend.calls('payments.retry')[0]).toMatchObject({ id: expired.id })
    })
  }

  test('paid is big, says what came, and goes by itself', async ({ page, backend, cashier }) => {
    const payment = aPayment({ status: 'paid', received: '20.874210', remarks: ['overpaid'] })
    await cashier.opened({ payments: { current: aView(payment) } })
    await expect(page.getByText('Paid', { exact: true })).toBeVisible()
    await expect(page.getByText('20.874210 USDT received')).toBeVisible()
    await expect(page.getByText('That is 1.000000 USDT more than asked')).toBeVisible()
    await page.clock.runFor(5500)
    expect(backend.calls('payments.dismiss')).toEqual([])
    await page.clock.runFor(1000)
    await backend.called('payments.dismiss', 1)
    await cashier.pushed({ current: null })
    await expect(cashier.today).toBeVisible()
  })

  test('after paid any digit starts the next sale at once', async ({ page, backend, cashier }) => {
    const payment = aPayment({ status: 'paid', received: '19.874210' })
    await cashier.opened({ payments: { current: aView(payment) } })
    await page.keyboard.press('4')
    await backend.called('payments.dismiss', 1)
    await expect(cashier.amount).toHaveText('EUR 0.04')
  })
})
