import { type CallbackHabits, type Callbacks, isSuccess } from '../callbacks.ts'
import type { Chain } from '../chain.ts'
import type { SimulatorClock } from '../clock.ts'
import type { Random } from '../random.ts'
import { keep } from '../settings.ts'
import { createAccountDesk } from './account/desk.ts'
import { createSavedPayouts } from './account/saved-payouts.ts'
import { createAccounts } from './accounts.ts'
import type { Charge } from './charge.ts'
import { createInvoices } from './invoices.ts'
import { createPayments } from './payments.ts'
import { createRates } from './rates.ts'
import { createSavedCharges } from './saved-charges.ts'
import { type Account, defaultSettings, type Settings, settingsSchema } from './settings.ts'
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

/** Any 2xx within three seconds will do; otherwise three more attempts a minute apart, and then never again. */
const callbackHabits: CallbackHabits = {
  retryDelaysMs: [60_000, 60_000, 60_000],
  answerTimeoutMs: 3000,
  isTaken: isSuccess,
}

export const createNowpayments = (dependencies: GatewayDependencies) => {
  const { clock, random, chain, callbacks } = dependencies
  const settings = keep<Settings>(settingsSchema, { ...defaultSettings, ...dependencies.settings })

  const saved = createSavedCharges(dependencies.stateFile)
  const accounts = createAccounts(dependencies.accounts, clock, random)
  const rates = createRates()
  const payments = createPayments({ clock, random, chain, rates, settings: settings.current })
  const invoices = createInvoices({ clock, random })
  const accountOf = (charge: Charge) => accounts.byName(charge.accountName) ?? accounts.first()

  const notify = (charge: Charge) => {
    const { ipnSecret } = accountOf(charge)
    if (charge.callbackUrl === null || ipnSecret === null || charge.hasExpired) return
    const body = sortedJson(callbackBody(charge, settings.current()))
    callbacks.send({
      paymentId: charge.id,
      status: charge.status,
      url: charge.callbackUrl,
      body,
      headers: () => ({ 'x-nowpayments-sig': signText(body, ipnSecret) }),
      habits: callbackHabits,
    })
  }

  const stages = createStages({
    clock,
    chain,
    payments,
    settings: settings.current,
    accountOf,
    onStatus: (charge) => {
      notify(charge)
      saved.save(payments.list())
    },
  })
  const desk = createAccountDesk({
    ...{ clock, random, callbacks, accounts, payments, rates },
    settings: settings.current,
    habits: callbackHabits,
    saved: createSavedPayouts(dependencies.stateFile),
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
    desk,
    accountOf,
    settings: settings.current,
    configure: settings.change,
    reset: () => {
      settings.reset()
      accounts.reset()
      rates.reset()
      stages.clear()
      payments.clear()
      invoices.clear()
      desk.clear()
      saved.save([])
    },
  }
}

export type Nowpayments = ReturnType<typeof createNowpayments>
