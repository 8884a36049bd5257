import { z } from 'zod'
import { amountText, commonSettings, defaultCommonSettings } from '../settings.ts'

// What the control routes can switch while the gateway runs. Each setting names a way the vendor really varies.

const day = 24 * 60 * 60 * 1000

export const settingsSchema = z.object({
  ...commonSettings,
  coinsReply: z.enum(['selectedCurrencies', 'currencies']),
  estimateAmountType: z.enum(['number', 'string']),
  createAmountType: z.enum(['number', 'string']),
  /** The smallest payment in USDT on TRON. */
  minAmount: amountText,
  paymentLifetimeMs: z.number().int().positive(),
  fixedRateMs: z.number().int().positive(),
  childNamesParent: z.boolean(),
  childOrderId: z.enum(['kept', 'null']),
  /** The sandbox's habit: finished, with actually_paid 0. */
  finishedWithZeroPaid: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  ...defaultCommonSettings,
  coinsReply: 'selectedCurrencies',
  estimateAmountType: 'number',
  createAmountType: 'number',
  minAmount: '1',
  paymentLifetimeMs: 7 * day,
  fixedRateMs: 20 * 60 * 1000,
  childNamesParent: true,
  childOrderId: 'kept',
  finishedWithZeroPaid: false,
}

export const accountSchema = z.object({
  name: z.string().min(1),
  kind: z.enum(['production', 'sandbox']),
  apiKey: z.string().min(1),
  /** Without one the vendor sends no callbacks at all. */
  ipnSecret: z.string().min(1).nullable(),
  email: z.string(),
  password: z.string(),
  enabledCoins: z.array(z.string()),
  /** The dashboard's "payment covering": how far below the asked amount still counts as finished. */
  coveringBasisPoints: z.number().int().min(0).max(10_000),
  repeatedStatus: z.enum(['partially_paid', 'finished']),
  wrongAssetStatus: z.enum(['partially_paid', 'finished']),
})

export type Account = z.infer<typeof accountSchema>

export const practiceApiKey = 'PRACTIC-EKEY000-0000000-0000001'
export const practiceSandboxApiKey = 'PRACTIC-ESANDBX-0000000-0000002'
export const practiceIpnSecret = 'practice-ipn-secret'
export const practiceLogin = { email: 'owner@shop.example', password: 'practice' } as const

const practiceAccount: Account = {
  name: 'practice',
  kind: 'production',
  apiKey: practiceApiKey,
  ipnSecret: practiceIpnSecret,
  ...practiceLogin,
  enabledCoins: ['usdttrc20', 'trx'],
  coveringBasisPoints: 0,
  repeatedStatus: 'partially_paid',
  wrongAssetStatus: 'partially_paid',
}

/** Missing fields of an account are those of the practice account. */
export const accountFrom = (given: Partial<Account> & { apiKey: string }): Account => ({
  ...practiceAccount,
  name: given.apiKey,
  ...given,
})

export const defaultAccounts = (): Account[] => [
  { ...practiceAccount },
  accountFrom({ name: 'sandbox', kind: 'sandbox', apiKey: practiceSandboxApiKey }),
]
