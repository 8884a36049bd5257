import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { HistoryEntry, PaymentView } from '../../../shared/contract/payments.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Mode } from '../../../shared/mode.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import {
  anAbandonedPayment,
  aPayment,
  aPaymentsState,
  aTillState,
  aView,
  NOW,
  totals,
} from '../../support/views.ts'
import { entry, HASH, id, openDay, openHistory } from './day-till.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/day'
const TODAY = '2026-11-21'

const paid = aPayment({
  id: id('11'),
  number: 117,
  status: 'paid',
  reference: 'Table 4',
  received: '19.874210',
  paidAt: NOW,
  seenAt: NOW,
  endedAt: NOW,
  transactionId: HASH,
})
const short = aPayment({
  id: id('12'),
  number: 119,
  status: 'short',
  received: '19.169110',
  remarks: ['underpaid'],
})
const lost = { ...anAbandonedPayment('noRate'), id: id('13'), number: 120 }

const RAW = '{"payment_id":5077125051,"payment_status":"partially_paid","actually_paid":19.16911}'
const ENTRIES: HistoryEntry[] = [
  entry(1, { kind: 'intended' }),
  entry(2, { kind: 'charged', at: '2026-11-21T14:02:01.000Z', vendorStatus: 'waiting', raw: '{}' }),
  entry(3, { at: '2026-11-21T14:03:10.000Z', vendorStatus: 'confirming', received: '0.000000', raw: '{}' }),
  entry(4, {
    at: '2026-11-21T14:04:10.000Z',
    vendorStatus: 'partially_paid',
    received: '19.169110',
    raw: RAW,
  }),
]

function aTill(backend: FakeBackend, mode: Mode = 'live', settings: Partial<Settings> = {}): void {
  backend.answer('till.state', ok(aTillState({ mode }, settings)))
  backend.answer('payments.state', ok(aPaymentsState()))
  backend.answer('reports.day', ({ day }) =>
    ok(
      day === TODAY
        ? {
            totals: totals({
              payments: 3,
              paid: 1,
              paidMinor: 1825,
              paidUsdt: '19.874210',
              receivedUsdt: '39.043320',
              attention: 1,
            }),
            payments: [paid, short, lost],
          }
        : { totals: totals({ day }), payments: [] },
    ),
  )
  backend.answer('payments.history', ({ id: asked }) => {
    const payment = [paid, short, lost].find((one) => one.id === asked)
    return payment ? ok({ view: viewOf(payment), entries: ENTRIES }) : err({ code: 'notFound' })
  })
}

function viewOf(payment: PaymentView['payment']): PaymentView {
  return aView(payment, { checkedAt: '2026-11-21T14:04:10.000Z' })
}

test('the day shows its sums and every payment', async ({ page, backend, open }) => {
  aTill(backend)
  await open('cashier.html')
  await openDay(page)
  await expect(page.locator('dl', { hasText: 'Gross' }).locator('dd')).toHaveText([
    '3',
    '1',
    /^EUR\s18\.25$/,
    '39.043320 USDT',
    '1',
  ])
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText(/14:02.*0117.*Table 4.*EUR\s18\.25.*19\.874210.*19\.874210.*Paid/)
  await expect(rows.nth(2)).toContainText(/0119.*19\.874210.*19\.169110.*Short/)
  await expect(rows.nth(3)).toContainText(/0120.*Never shown.*Not charged/)
})

test('days are turned by button, key and calendar, never beyond today', async ({ page, backend, open }) => {
  aTill(backend)
  await open('cashier.html')
  await openDay(page)
  await expect(page.getByRole('button', { name: 'Next day' })).toBeDisabled()
  await page.getByRole('button', { name: 'Previous day' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 20, 2026')
  await expect(page.getByText('No payments on this day.')).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 19, 2026')
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 20, 2026')
  await page.keyboard.press('t')
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 21, 2026')
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 21, 2026')
  await page.getByRole('group', { name: 'Choose a day' }).getByRole('button').click()
  await page.getByRole('button', { name: /November 3, 2026/ }).click()
  await expect(page.getByRole('heading', { level: 2 })).toContainText('November 3, 2026')
  expect(backend.calls('reports.day').at(-1)).toEqual({ day: '2026-11-03' })
})

test('the sums follow when a payment moves', async ({ page, backend, open }) => {
  aTill(backend)
  await open('cashier.html')
  await openDay(page)
  await expect(page.getByRole('table')).toBeVisible()
  backend.answer(
    'reports.day',
    ok({ totals: totals({ payments: 4, paid: 2, paidMinor: 3650 }), payments: [paid] }),
  )
  await backend.emit('payments.changed', aPaymentsState({ revision: 2 }))
  await expect(page.locator('dl', { hasText: 'Gross' })).toContainText('36.50')
})

test('a day that cannot be read says why and can be asked again', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('reports.day', err({ code: 'journalUnavailable', reason: 'damaged' }))
  await open('cashier.html')
  await openDay(page)
  await expect(page.getByRole('alert')).toContainText('records are damaged')
  backend.answer('reports.day', ok({ totals: totals(), payments: [] }))
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No payments on this day.')).toBeVisible()
})

test('what was taken in another currency stands beside the sum, not in it', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend)
  const others = [{ currency: 'USD' as const, paid: 1, paidMinor: 1200, tipsMinor: 0 }]
  backend.answer('reports.day', ok({ totals: { ...totals({ paidMinor: 1825 }), others }, payments: [paid] }))
  await open('cashier.html')
  await openDay(page)
  await expect(page.getByRole('definition').filter({ hasText: 'EUR 18.25' })).toContainText('+ USD 12.00')
})

test.describe('export', () => {
  test('says how many rows went where, once, however often it is pressed', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    const answer = backend.hold('reports.exportCsv')
    await open('cashier.html')
    await openDay(page)
    await page.keyboard.press('e')
    await expect(page.getByRole('button', { name: 'Exporting…' })).toBeDisabled()
    await page.keyboard.press('e')
    answer(ok({ file: '/home/ana/day.csv', rows: 38 }))
    await expect(page.getByText('Saved 38 rows to /home/ana/day.csv')).toBeVisible()
    expect(backend.calls('reports.exportCsv')).toEqual([{ day: TODAY }])
  })

  test('one row is one row', async ({ page, backend, open }) => {
    aTill(backend)
    backend.answer('reports.exportCsv', ok({ file: '/x.csv', rows: 1 }))
    await open('cashier.html')
    await openDay(page)
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByText('Saved 1 row to /x.csv')).toBeVisible()
  })

  test('a closed dialog saves nothing and says so', async ({ page, backend, open }) => {
    aTill(backend)
    backend.answer('reports.exportCsv', ok({ file: null, rows: 0 }))
    await open('cashier.html')
    await openDay(page)
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByText('Nothing was saved.')).toBeVisible()
  })

  test('a full disk says so', async ({ page, backend, open }) => {
    aTill(backend)
    backend.answer('reports.exportCsv', err({ code: 'exportFailed', reason: 'full' }))
    await open('cashier.html')
    await openDay(page)
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByRole('alert')).toContainText('the disk is full')
  })
})

test.describe('history', () => {
  test('lists every observation in time order, with the gateway’s answer behind it', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    await open('cashier.html')
    await openHistory(page, '0119')
    const entries = page.getByRole('region', { name: 'What happened' }).getByRole('listitem')
    await expect(entries).toHaveCount(4)
    await expect(entries.nth(0)).toContainText('14:02:00')
    await expect(entries.nth(3)).toContainText('14:04:10')
    await expect(entries.nth(3)).toContainText('partially_paid')
    await expect(entries.nth(3)).toContainText('19.169110 USDT received')
    await expect(page.getByText(RAW)).toBeHidden()
    await entries.nth(3).getByText('The gateway’s answer').click()
    await expect(page.getByText(RAW)).toBeVisible()
    await page.getByRole('button', { name: 'Back to the day' }).click()
    await expect(page.getByRole('table')).toBeVisible()
  })

  test('the receipt has what a bookkeeper needs', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openHistory(page, '0117')
    const receipt = page.getByRole('article', { name: 'Receipt' })
    for (const text of [
      'Corner Coffee',
      'Till 2 · no. 2',
      '0117',
      '14:02:00 UTC',
      'Table 4',
      '19.874210 USDT',
      '1 USDT = 0.918275 EUR',
      'NOWPayments',
      'USDT on TRON (TRC20)',
      'Payment receipt, not a fiscal invoice',
    ]) {
      await expect(receipt).toContainText(text)
    }
    await expect(receipt.getByText('abcd', { exact: true }).last()).toBeVisible()
    await expect(receipt).not.toContainText('NOT PAID')
    await expect(receipt).not.toContainText('NO REAL MONEY')
  })

  test('a receipt of what is not paid says so, with its remarks', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openHistory(page, '0119')
    const receipt = page.getByRole('article', { name: 'Receipt' })
    await expect(receipt).toContainText('NOT PAID')
    await expect(receipt).toContainText('0.705100 USDT is missing')
  })

  test('a practice receipt is marked top and bottom, its address too', async ({ page, backend, open }) => {
    aTill(backend, 'practice')
    await open('cashier.html')
    await openHistory(page, '0117')
    const receipt = page.getByRole('article', { name: 'Receipt' })
    await expect(receipt.getByText('PRACTICE · NO REAL MONEY')).toHaveCount(2)
    await expect(receipt.getByText('practice:')).toBeVisible()
  })

  test('"Check now" looks once and shows why a look failed', async ({ page, backend, open }) => {
    aTill(backend)
    const answer = backend.hold('payments.check')
    await open('cashier.html')
    await openHistory(page, '0119')
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByRole('button', { name: 'Checking…' })).toBeDisabled()
    answer(ok({ ...viewOf(short), checkError: { code: 'gatewayTimeout' } }))
    await expect(page.getByRole('alert')).toContainText('The gateway does not answer')
    expect(backend.calls('payments.check')).toEqual([{ id: short.id }])
    await backend.called('payments.history', 2)
  })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'en'],
  ['dark', 'ar'],
] as const) {
  test(`day and history pass the accessibility check: ${theme}, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    mkdirSync(SHOTS, { recursive: true })
    aTill(backend, 'practice', { theme, language })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('d')
    await expect(page.getByRole('table')).toBeVisible()
    for (const name of ['day', 'history'] as const) {
      if (name === 'history') await page.getByRole('table').getByRole('button').nth(1).click()
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
      await page.screenshot({ path: `${SHOTS}/${name}-${theme}-${language}.png`, animations: 'disabled' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
    }
  })
}

for (const [width, height, language] of [
  [1280, 800, 'en'],
  [1024, 600, 'en'],
  [1280, 800, 'ar'],
  [1024, 600, 'ar'],
] as const) {
  test(`the day stands in one line beside the sections: ${width}×${height}, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    await page.setViewportSize({ width, height })
    aTill(backend, 'live', { language })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('d')
    const title = page.getByRole('heading', { level: 2 })
    await expect(title).toBeVisible()
    const lines = await title.evaluate((element) => {
      const text = document.createRange()
      text.selectNodeContents(element)
      return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size
    })
    expect(lines).toBe(1)
    const screen = title.locator('xpath=../../..')
    expect(await screen.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  })
}

test('the pseudo-language leaves no English on day and history', async ({ page, backend, open }) => {
  aTill(backend, 'practice', { language: 'pseudo', shopName: '88', tillName: '1' })
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.getByRole('table').getByRole('button').nth(1).click()
  await page.getByRole('article').waitFor()
  const history = await page.locator('main').innerText()
  await page.getByRole('button').filter({ hasText: /ḓ/ }).first().click()
  await page.getByRole('table').waitFor()
  const day = await page.locator('main').innerText()
  // What no catalogue holds: codes, names, keys, the gateway's own words, the address and dates from the browser.
  const same =
    /EUR|USDT|UTC|NOWPayments|Table 4|Till 2|waiting|confirming|partially_paid|practice:|TKAt|BfN5|fcAm|rcSg|V2H6|xk3r|TdiT|K1vz|nT|Saturday|November|Nov|Esc/g
  for (const text of [history, day]) expect(text.replaceAll(same, '')).not.toMatch(/[A-Za-z]{2,}/)
})
