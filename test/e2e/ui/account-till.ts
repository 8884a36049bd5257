import type { Page } from '@playwright/test'
import type { Balance, Conversion, PayoutList, PreChecks } from '../../../shared/contract/account.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { ADDRESS, NOW } from '../../support/views.ts'

export const EMAIL = 'owner@corner-coffee.example'
export const PASSWORD = 'Correct-Horse-1'
export const UNTIL = '2026-11-21T14:07:00.000Z'
export const SIGNED_IN = { isThere: true, signedInUntil: UNTIL, practiceLogin: null } as const
export const SIGNED_OUT = { ...SIGNED_IN, signedInUntil: null } as const

export const BALANCE: Balance = {
  usdt: '1204.350000',
  coins: [
    { coin: 'usdttrc20', amount: '1204.35', pending: '12.5' },
    { coin: 'trx', amount: '310.000001', pending: '0' },
    { coin: 'btc', amount: '0', pending: '0' },
  ],
  at: '2026-11-21T13:58:00.000Z',
}

export function aConversion(change: Partial<Conversion> = {}): Conversion {
  return {
    conversionId: '1327866232',
    status: 'waiting',
    vendorStatus: 'WAITING',
    from: { coin: 'usdttrc20', amount: '50' },
    to: { coin: 'usdterc20', amount: null },
    createdAt: NOW,
    updatedAt: NOW,
    ...change,
  }
}

const WHOLE = { unreadable: 0, missing: 0, isComplete: true, at: NOW } as const

export function conversions(...rows: Conversion[]) {
  return { ...WHOLE, rows }
}

export const SOME = conversions(
  aConversion(),
  aConversion({
    conversionId: '1327866111',
    status: 'finished',
    to: { coin: 'trx', amount: '148.2' },
    createdAt: '2026-11-20T09:14:00.000Z',
  }),
  aConversion({ conversionId: '1327866002', status: 'rejected', createdAt: '2026-11-03T17:40:00.000Z' }),
)

const PAYOUT = {
  batchId: '5000000713',
  payoutId: '5000000000',
  externalId: 'T2-R0007',
  status: 'finished',
  vendorStatus: 'FINISHED',
  coin: 'usdttrc20',
  address: ADDRESS,
  amount: '12.500000',
  transactionId: null,
  error: null,
  createdAt: NOW,
  updatedAt: NOW,
} as const

export const PAYOUTS: PayoutList = {
  ...WHOLE,
  days: 90,
  rows: [
    { isOurs: true, payout: PAYOUT },
    {
      isOurs: false,
      payout: {
        ...PAYOUT,
        payoutId: '5000000001',
        externalId: null,
        status: 'creating',
        amount: '800.000000',
      },
    },
  ],
}

const told = <Value>(value: Value, at: string = NOW) => ({ told: { value, at }, error: null })

export const CHECKS: PreChecks = {
  isListed: told(true),
  isSwitchedOn: told(true, '2026-11-21T13:40:00.000Z'),
  coin: told({ isEnabled: true, isForPayment: true, network: 'trx', decimals: 6 }),
  minimum: told('9.000000', '2026-11-21T09:00:00.000Z'),
}

/** The gateway's account as far as the window can tell. */
export function answerAccount(backend: FakeBackend): void {
  backend.answer('account.balance', ok(BALANCE))
  backend.answer('account.conversions', ok(SOME))
  backend.answer('account.conversion', ok(aConversion()))
  backend.answer('account.payouts', ok(PAYOUTS))
  backend.answer('account.preChecks', ok(CHECKS))
}

export const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
