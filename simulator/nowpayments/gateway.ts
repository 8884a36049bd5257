import type { Callbacks } from '../callbacks.ts'
import type { Chain } from '../chain.ts'
import type { SimulatorClock } from '../clock.ts'
import type { Random } from '../random.ts'
import { createAccounts } from './accounts.ts'
import type { Charge } from './charge.ts'
import { createInvoices } from './invoices.ts'
import { createPayments } from './payments.ts'
import { createRates } from './rates.ts'
import { createSavedCharges } from './saved-charges.ts'
import {
  type Account,
  defaultSettings,
  type Patch,
  type Settings,
  settingsSchema,
  withoutUndefined,
} from './settings.ts'
import { signText, sortedJson } from './signature.ts'
import { createStages } from './stages.ts'
import { callbackBody } from './wire.ts'

// Puts the parts of this vendor together. Routes and controls both work on what is returned here.

export type GatewayDependencies = {
  clock: SimulatorClock
  random: Random
  chain: Chain
  callbacks: Callbacks
  accounts: readonly Account[]
  settings: Partial<Settings>
  stateFile: string | undefined
}

export const createNowpayments = (dependencies: GatewayDependencies) => {
  const { clock, random, chain, callbacks } = dependencies
  const initial = settingsSchema.parse({ ...defaultSettings, ...dependencies.settings })
  let settings = initial
  const currentSettings = () => settings

  const saved = createSavedCharges(dependencies.stateFile)
  const accounts = createAccounts(dependencies.accounts, clock, random)
  const rates = createRates()
  const payments = createPayments({ clock, random, chain, rates, settings: currentSettings })
  const invoices = createInvoices({ clock, random })
  const accountOf = (charge: Charge) => accounts.byName(charge.accountName) ?? accounts.first()

  const notify = (charge: Charge) => {
    const { ipnSecret } = accountOf(charge)
    if (charge.callbackUrl === null || ipnSecret === null || charge.hasExpired) return
    const body = sortedJson(callbackBody(charge, settings))
    callbacks.send({
      paymentId: charge.id,
      status: charge.status,
      url: charge.callbackUrl,
      body,
      headers: { 'x-nowpayments-sig': signText(body, ipnSecret) },
    })
  }

  const stages = createStages({
    clock,
    chain,
    payments,
    settings: currentSettings,
    accountOf,
    onStatus: (charge) => {
      notify(charge)
      saved.save(payments.list())
    },
  })
  payments.restore(saved.load())
  for (const charge of payments.list()) stages.resume(charge)

  return {
    clock,
    accounts,
    rates,
    payments,
    invoices,
    stages,
    accountOf,
    settings: currentSettings,
    configure: (patch: Patch<Settings>): Settings => {
      settings = settingsSchema.parse({ ...settings, ...withoutUndefined(patch) })
      return settings
    },
    reset: () => {
      settings = initial
      accounts.reset()
      rates.reset()
      stages.clear()
      payments.clear()
      invoices.clear()
      saved.save([])
    },
  }
}

export type Nowpayments = ReturnType<typeof createNowpayments>
