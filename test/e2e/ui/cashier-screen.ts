import type { Page } from '@playwright/test'
import type { PaymentsState } from '../../../shared/contract/payments.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPaymentsState, aTillState, NOW } from '../../support/views.ts'
import { test as windows } from './fixtures.ts'

/** What main says when the window opens. */
export type Opening = {
  readonly till?: Partial<TillState>
  readonly settings?: Partial<Settings>
  readonly payments?: Partial<PaymentsState>
}

/** The cashier's window, by what a person does and sees. */
export function cashierScreen(
  page: Page,
  backend: FakeBackend,
  open: (page: 'cashier.html') => Promise<void>,
) {
  return {
    amount: page.getByRole('status', { name: 'Amount' }),
    estimate: page.getByRole('status', { name: 'Estimate' }),
    chargeButton: page.getByRole('button', { name: /^Charge|Asking/ }),
    qr: page.getByRole('img', { name: 'QR code of the address to pay' }),
    heading: page.getByRole('heading', { level: 2 }),
    alert: page.getByRole('alert'),
    today: page.getByRole('region', { name: /^(Today|Your shift)$/ }),
    key: (name: string) =>
      page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name, exact: true }),
    action: (name: string) => page.getByRole('button', { name, exact: true }),

    async opened({ till = {}, settings = {}, payments = {} }: Opening = {}): Promise<void> {
      backend.answer('till.state', ok(aTillState(till, settings)))
      backend.answer('payments.state', ok(aPaymentsState(payments)))
      backend.answer('payments.estimate', ({ price }) =>
        ok({ price, usdt: '19.874210', at: NOW, minimumUsdt: null }),
      )
      backend.answer('payments.dismiss', ok(aPaymentsState({ revision: 2 })))
      await open('cashier.html')
      await page.getByRole('banner').waitFor()
    },

    async pushed(payments: Partial<PaymentsState>): Promise<void> {
      await backend.emit('payments.changed', aPaymentsState({ revision: 2, ...payments }))
    },

    async pasted(text: string): Promise<void> {
      await page.evaluate((pasted) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', pasted)
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
      }, text)
    },
  }
}

export type CashierScreen = ReturnType<typeof cashierScreen>

export const test = windows.extend<{ cashier: CashierScreen }>({
  cashier: async ({ page, backend, open }, use) => use(cashierScreen(page, backend, open)),
})

export { expect } from './fixtures.ts'
