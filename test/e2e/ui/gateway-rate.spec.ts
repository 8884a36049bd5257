import { gatewayViews, type Stored } from '../../support/gateway-views.ts'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

const USDT_PAYMENTS = { live: { 'api-key': 'Ab12', 'api-secret': 'Cd34' } }
const ALONE: Stored = { 'usdt-payments': USDT_PAYMENTS }
const BOTH: Stored = { ...ALONE, nowpayments: { live: { 'api-key': 'K3Y9', 'ipn-secret': '7Q2z' } } }

test.describe('the rate', () => {
  const card = { name: 'Rate' } as const
  const SET = { currency: 'EUR', perUsdt: '0.9184', setAt: '2026-11-21T08:00:00.000Z' } as const

  test('is asked for only where a gateway needs one', async ({ page, backend, open }) => {
    const till = aTill(backend)
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    await expect(page.getByRole('region', card)).toHaveCount(0)
    await till.next({ gateways: gatewayViews('live', BOTH) })
    await expect(page.getByRole('region', card)).toContainText('USDT Payments: amounts in USDT only.')
  })

  const states = [
    ['is the other gateway’s while it answers', BOTH, { ownRate: null }, ['None is set.'], false],
    [
      'is missing where nobody gives one',
      ALONE,
      { ownRate: null },
      ['None is set.', 'No gateway that is set up prices in EUR'],
      true,
    ],
    [
      'holds for a day',
      ALONE,
      { ownRate: SET },
      ['1 USDT = 0.9184 EUR', 'Set 08:00:00. It holds until Nov 22, 08:00:00.'],
      false,
    ],
    [
      'is too old the day after',
      ALONE,
      { ownRate: { ...SET, setAt: '2026-11-20T14:01:00.000Z' } },
      ['Set Nov 20, 14:01:00, more than a day ago: it no longer counts.'],
      true,
    ],
    [
      'does not count in another currency',
      ALONE,
      { ownRate: { ...SET, currency: 'USD' } },
      ['1 USDT = 0.9184 USD', 'Set for USD, but the shop sells in EUR'],
      true,
    ],
    [
      'is the owner’s alone by the owner’s wish',
      BOTH,
      { ownRate: null, rateFrom: 'owner' },
      ['None is set.'],
      true,
    ],
  ] as const
  for (const [name, stored, settings, words, isMissing] of states) {
    test(name, async ({ page, backend, open }) => {
      aTill(backend, { gateways: gatewayViews('live', stored) }, settings)
      await open('cashier.html')
      await openSettings(page, 'Gateway')
      const rate = page.getByRole('region', card)
      for (const text of words) await expect(rate).toContainText(text)
      await expect(
        rate.getByText('There is no rate now, so nothing can be charged at USDT Payments.'),
      ).toHaveCount(isMissing ? 1 : 0)
    })
  }

  test('stops holding while it is looked at', async ({ page, backend, open }) => {
    const setAt = '2026-11-20T14:02:02.000Z'
    aTill(backend, { gateways: gatewayViews('live', ALONE) }, { ownRate: { ...SET, setAt } })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    await expect(page.getByRole('region', card)).toContainText('it no longer counts')
  })

  test('is set with a look at what a sale comes to, and can be taken back', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { gateways: gatewayViews('live', BOTH) })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    const rate = page.getByRole('region', card)
    const field = rate.getByLabel('1 USDT costs, in EUR')
    await field.fill('25,370')
    await rate.getByRole('button', { name: 'Set the rate' }).click()
    await expect(rate).toContainText('No thousands separators')
    expect(backend.calls('gateways.setRate')).toEqual([])
    await field.fill('0,9184')
    await expect(rate).toContainText('A sale of EUR 100.00 then comes to 108.885018 USDT.')
    await field.press('Enter')
    await expect(rate).toContainText('1 USDT = 0.9184 EUR')
    await expect(field).toHaveValue('')
    await rate.getByRole('button', { name: 'Take it back' }).click()
    await expect(rate).toContainText('None is set.')
    expect(backend.calls('gateways.setRate')).toEqual([{ perUsdt: '0.9184' }, { perUsdt: null }])
  })

  test('comes from the source that the owner chooses', async ({ page, backend, open }) => {
    aTill(backend, { gateways: gatewayViews('live', BOTH) })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    const rate = page.getByRole('region', card)
    await expect(rate.getByRole('radio', { name: /From NOWPayments/ })).toBeChecked()
    await rate.getByText('Only the rate that you set below.').click()
    await expect(rate.getByRole('radio', { name: /Your own/ })).toBeChecked()
    expect(backend.calls('till.saveSettings')).toEqual([{ rateFrom: 'owner' }])
  })
})
