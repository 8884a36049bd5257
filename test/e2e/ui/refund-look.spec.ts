import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { expect, test } from './fixtures.ts'
import {
  aRefundTill,
  aRefundView,
  CUSTOMER,
  moved,
  PAYMENT,
  someRefunds,
  TRANSACTION,
} from './refund-till.ts'

const SHOTS = 'out/screenshots/refund'

const CODE = { triesLeft: 9, until: '2026-11-21T15:02:00.000Z' }
const searchedAt = '2026-11-21T14:02:00.000Z'

/** Every card there is. */
const CARDS: Readonly<Record<string, RefundView>> = {
  asked: aRefundView({}, { code: CODE, checkedAt: searchedAt }),
  codeOver: aRefundView({}, { code: { ...CODE, triesLeft: 0 } }),
  stopped: aRefundView({ remarks: ['mismatch'] }),
  intended: aRefundView({ status: 'intended', payout: null }, { asksPerson: false }),
  unsure: aRefundView({ status: 'unsure', payout: null }, { checkError: { code: 'noNetwork' } }),
  searched: aRefundView({ status: 'unsure', payout: null, searchedAt }),
  sending: aRefundView({ status: 'sending' }, { checkError: { code: 'signInAgain' }, asksPerson: false }),
  failed: aRefundView({ status: 'failed' }, { checkedAt: searchedAt }),
  finished: aRefundView({ status: 'finished', transactionId: TRANSACTION }, { asksPerson: false }),
  refused: aRefundView({ status: 'refused', payout: null }, { asksPerson: false }),
  rejected: aRefundView({ status: 'rejected' }, { asksPerson: false }),
  byHand: aRefundView({ way: 'byHand', status: 'intended', payout: null }),
  strange: aRefundView({ status: 'finished', transactionId: TRANSACTION, remarks: ['doubled', 'reversed'] }),
}

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
  { width: 1280, height: 800, theme: 'light', language: 'pseudo' },
] as const) {
  const { width, height, theme, language } = look
  test(`everyone can read every state, ${width} wide, ${theme}, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    test.setTimeout(120_000) // a dozen states, each checked by a tool
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    const name = (state: string) => `${SHOTS}/${state}-${width}-${theme}-${language}.png`
    aRefundTill(backend, someRefunds(), { settings: { theme, language, shopName: '88', tillName: '1' } })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('d')
    await page
      .getByRole('button', { name: '0118' })
      .or(page.getByRole('button', { name: '٠١١٨' }))
      .click()
    const receipt = page.locator('main article')
    await receipt.waitFor()
    await page.screenshot({ path: name('receipt') })
    await page.locator('main header button').nth(1).click()

    const form = page.locator('main form').first()
    await form.waitFor()
    await page.locator('main form input[inputmode="text"]').first().fill(CUSTOMER)
    await page.screenshot({ path: name('form') })
    await looksRight()
    let revision = 2
    for (const [state, view] of Object.entries(CARDS)) {
      await moved(backend, someRefunds({ refundable: '0.000000', refunds: [view] }), revision)
      revision += 1
      await expect(page.locator('main [data-card]')).toHaveAttribute(
        'data-card',
        state === 'strange' ? 'finished' : state,
      )
      await page.screenshot({ path: name(state) })
      await looksRight()
    }
    await moved(backend, someRefunds({ received: '0.000000', refundable: '0.000000', owed: '0.000000' }), 90)
    await expect(page.locator('main [data-card]')).toHaveCount(0)
    await page.screenshot({ path: name('nothing') })

    async function looksRight(): Promise<void> {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
      const side = page.locator('main > div').last()
      expect(await side.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
      for (const button of await page.locator('main button').all()) {
        const box = await button.boundingBox()
        if (box) expect(box.height).toBeGreaterThanOrEqual(48)
      }
      if (language !== 'pseudo') return
      const text = await page.locator('main').innerText()
      // Addresses, ids, the gateway's words, what a person typed, and the names of months are data.
      const data = [CUSTOMER, TRANSACTION, PAYMENT.id, 'paid too much', 'USDT', 'Nov'].join('|')
      const groups = /[A-Za-z0-9]{4}(?=\s|$)|R0118-\S+/g
      expect(text.replaceAll(new RegExp(data, 'g'), '').replaceAll(groups, '')).not.toMatch(/[A-Za-z]{3,}/)
    }
  })
}
