import { mkdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import { expect, test } from './cashier-screen.ts'
import {
  AGAIN,
  ASKED,
  CARDS,
  cutOn,
  LATE,
  LOOKS,
  restView,
  SHORT,
  SHOTS,
  SIZES,
  settled,
  view,
} from './payment-cards.ts'

/** What can be chosen: the buttons of commands that decide, in their order. */
function choicesOn(page: Page): Locator {
  return page.getByRole('button', {
    name: /^(Ask for|Take it|Give the goods|Owed to|Leave to|New code)/,
  })
}

test.describe('the card of every way a payment can go', () => {
  for (const [name, shown, words, choices] of CARDS) {
    test(name, async ({ page, cashier }) => {
      await cashier.opened({ payments: { current: shown } })
      await expect(page.locator('section[aria-labelledby="payment-title"]')).toContainText(words)
      await expect(choicesOn(page)).toHaveCount(choices.length)
      expect(choices.length).toBeLessThanOrEqual(3)
      for (const [index, choice] of choices.entries()) {
        await expect(choicesOn(page).nth(index)).toHaveText(new RegExp(`^${choice}[ARGTWO]$`))
        await expect(choicesOn(page).nth(index)).toBeEnabled()
      }
    })
  }

  for (const look of LOOKS) {
    // Every card in two sizes: a page for each would take far longer.
    test(`fits, ${look.theme}, ${look.language}`, async ({ page, cashier }) => {
      test.slow()
      mkdirSync(SHOTS, { recursive: true })
      await cashier.opened({ settings: look })
      await page.evaluate(() => document.fonts.ready)
      let revision = 1
      for (const [name, shown] of CARDS) {
        revision += 1
        await cashier.pushed({ revision, current: shown })
        for (const size of SIZES) {
          await page.setViewportSize(size)
          const shot = `${name.replaceAll(/[ ,]+/g, '-')}-${size.width}-${look.theme}-${look.language}`
          await page.screenshot({ path: `${SHOTS}/${shot}.png`, animations: 'disabled' })
          expect.soft(await cutOn(page), shot).toEqual([])
        }
      }
    })
  }
})

test.describe('a choice is one key', () => {
  test('asking for the rest makes another payment of the same sale', async ({ page, backend, cashier }) => {
    const short = view(SHORT)
    await cashier.opened({ payments: { current: short } })
    backend.answer('payments.topUp', ok(restView({})))
    await page.keyboard.press('a')
    await backend.called('payments.topUp', 1)
    expect(backend.calls('payments.topUp')[0]).toMatchObject({ id: short.payment.id })
  })

  for (const [key, decision, shown] of [
    ['g', 'delivered', view(LATE)],
    ['w', 'owed', view(LATE)],
    ['o', 'handed', view(SHORT)],
  ] as const) {
    test(`${key} decides: ${decision}`, async ({ page, backend, cashier }) => {
      await cashier.opened({ payments: { current: shown } })
      backend.answer('payments.decide', ok(shown))
      await page.keyboard.press(key)
      await backend.called('payments.decide', 1)
      expect(backend.calls('payments.decide')).toEqual([
        { id: shown.payment.id, decision, word: null, reason: null },
      ])
    })
  }

  test('a refusal is told, and the card stays', async ({ backend, cashier }) => {
    await cashier.opened({ payments: { current: view(LATE) } })
    backend.answer('payments.decide', err({ code: 'notNow' }))
    await cashier.action('Give the goods').click()
    await expect(cashier.alert).toContainText('That is no longer possible')
    await expect(cashier.action('Give the goods')).toBeEnabled()
  })

  test('one that is not offered has no key', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { current: view({ status: 'expired' }) } })
    for (const key of ['a', 'g', 't', 'w', 'o']) await page.keyboard.press(key)
    expect(backend.calls('payments.decide')).toEqual([])
    expect(backend.calls('payments.topUp')).toEqual([])
    await expect(page.getByRole('form')).toHaveCount(0)
  })
})

test.describe('a rest that is being asked for', () => {
  test('says whose rest it is, and the price of the whole sale beside its own', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: restView({}) } })
    await expect(cashier.heading).toContainText('Rest of payment 0117')
    await expect(cashier.heading).toContainText('Payment 0118')
    await expect(page.getByText(/EUR.0\.81 of EUR.18\.25 in all/)).toBeVisible()
    await expect(page.getByText('0.874210 USDT')).toBeVisible()
    await expect(cashier.qr).toBeVisible()
  })
})

test.describe('goods that may go', () => {
  test('leave the screen by themselves, or at the next digit', async ({ page, backend, cashier }) => {
    const accepted = view({ ...SHORT, ...settled('accepted'), closed: ['short'] })
    await cashier.opened({ payments: { current: accepted } })
    await expect(page.getByText('Accepted', { exact: true })).toBeVisible()
    await page.clock.runFor(6500)
    await backend.called('payments.dismiss', 1)
    await page.keyboard.press('4')
    await backend.called('payments.dismiss', 2)
    await expect(cashier.amount).toHaveText('EUR 0.04')
  })

  test('stay while something is left to choose', async ({ page, backend, cashier }) => {
    const again = view({ status: 'paid', received: ASKED, ...AGAIN })
    await cashier.opened({ payments: { current: again } })
    await page.clock.runFor(20_000)
    expect(backend.calls('payments.dismiss')).toEqual([])
  })
})

test.describe('the same amount again', () => {
  test('asks, and the same key charges anyway', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.start', err({ code: 'sameAmount', number: 117 }))
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toContainText('0117 is for the same amount and still unpaid')
    await expect(cashier.action('Charge anyway')).toBeEnabled()
    await expect(cashier.action('Close')).toBeEnabled()
    backend.answer('payments.start', ok(view({})))
    await page.keyboard.press('Enter')
    await backend.called('payments.start', 2)
    expect(backend.calls('payments.start').map(({ evenIfSame }) => evenIfSame)).toEqual([false, true])
  })

  test('Escape closes the question and keeps the price', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.start', err({ code: 'sameAmount', number: 117 }))
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(cashier.alert).toHaveCount(0)
    await expect(cashier.amount).toHaveText('EUR 18.25')
  })

  test('another price is asked about anew', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.start', err({ code: 'sameAmount', number: 117 }))
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toBeVisible()
    await page.keyboard.press('5')
    await expect(cashier.alert).toHaveCount(0)
    await page.keyboard.press('Enter')
    await backend.called('payments.start', 2)
    expect(backend.calls('payments.start').at(-1)).toMatchObject({ evenIfSame: false })
  })
})
