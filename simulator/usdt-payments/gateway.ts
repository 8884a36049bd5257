import { type AccountList, createAccountList } from '../account-list.ts'
import { type CallbackHabits, isSuccess } from '../callbacks.ts'
import type { SimulatorClock } from '../clock.ts'
import { type Kept, keep } from '../settings.ts'
import type { VendorParts } from '../vendor.ts'
import type { Charge } from './charge.ts'
import { createPayments, type Payments } from './payments.ts'
import {
  type Account,
  accountSchema,
  defaultSettings,
  practiceAccount,
  type Settings,
  settingsSchema,
} from './settings.ts'
import { sign } from './signature.ts'
import { jsonText, webhookBody } from './wire.ts'

// Puts the parts of this vendor together. Routes and controls both work on what is returned here.

export type UsdtPaymentsOptions = {
  settings?: Partial<Settings>
  /** Missing fields are those of the practice account. The first is the one controls mean. */
  accounts?: readonly Partial<Account>[]
}

export type Gateway = {
  clock: SimulatorClock
  accounts: AccountList<Account>
  payments: Payments
  settings: Kept<Settings>
  accountOf: (charge: Charge) => Account
  /** Where payment pages would be. */
  base: () => string
}

const answerTimeoutMs = 5000

export const createGateway = (
  { clock, random, chain, callbacks }: VendorParts,
  options: UsdtPaymentsOptions,
  base: () => string,
): Gateway => {
  const settings = keep<Settings>(settingsSchema, { ...defaultSettings, ...options.settings })
  const given = options.accounts ?? [{}]
  const accounts = createAccountList<Account>(
    accountSchema,
    given.map((account) => accountSchema.parse({ ...practiceAccount, ...account })),
  )
  const accountOf = (charge: Charge) => accounts.byName(charge.accountName) ?? accounts.first()

  const habits = (): CallbackHabits => ({
    retryDelaysMs: settings.current().retryDelaysMs,
    answerTimeoutMs,
    isTaken: isSuccess,
  })

  const notify = (charge: Charge) => {
    const { webhookUrl, appId, apiSecret } = accountOf(charge)
    if (webhookUrl === null || !settings.current().webhookStatuses.includes(charge.status)) return
    const body = jsonText(webhookBody(charge, settings.current(), appId), settings.current())
    callbacks.send({
      paymentId: charge.id,
      status: charge.status,
      url: webhookUrl,
      body,
      headers: () => ({
        'content-type': settings.current().webhookContentType,
        'x-signature': sign(body, apiSecret),
      }),
      habits: habits(),
    })
  }

  const payments = createPayments({ clock, random, chain, settings: settings.current, onStatus: notify })
  return { clock, accounts, payments, settings, accountOf, base }
}
