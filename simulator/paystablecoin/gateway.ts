import { type AccountList, createAccountList } from '../account-list.ts'
import type { CallbackAnswer, CallbackHabits, CallbackMessage } from '../callbacks.ts'
import type { SimulatorClock } from '../clock.ts'
import { type Kept, keep } from '../settings.ts'
import type { VendorParts } from '../vendor.ts'
import type { Order } from './order.ts'
import { createOrders, type Orders } from './orders.ts'
import {
  type Account,
  accountSchema,
  defaultSettings,
  practiceAccount,
  type Settings,
  settingsSchema,
} from './settings.ts'
import { sign, signShort } from './signature.ts'
import { webhookBody } from './wire.ts'

// Puts the parts of this vendor together. Routes and controls both work on what is returned here.

export type PaystablecoinOptions = {
  settings?: Partial<Settings>
  /** Missing fields are those of the practice account. The first is the one controls mean. */
  accounts?: readonly Partial<Account>[]
}

export type WebhookForm = Settings['webhookForm']

export type Gateway = {
  clock: SimulatorClock
  accounts: AccountList<Account>
  orders: Orders
  settings: Kept<Settings>
  accountOf: (order: Order) => Account
  /** Signs a webhook with the gateway's time. */
  webhookHeaders: (
    message: Pick<CallbackMessage, 'url' | 'body'>,
    account: Account,
    form: WebhookForm,
  ) => Readonly<Record<string, string>>
}

const answerTimeoutMs = 5000

/** Nothing but a 200 with the success code will do. */
const isTaken = ({ status, text }: CallbackAnswer): boolean => {
  if (status !== 200) return false
  try {
    const answer: unknown = JSON.parse(text)
    return answer !== null && typeof answer === 'object' && 'code' in answer && answer.code === '00000'
  } catch {
    return false
  }
}

/** Makes a value once and gives the same again. */
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

export const createGateway = (
  { clock, random, chain, callbacks }: VendorParts,
  options: PaystablecoinOptions,
): Gateway => {
  const settings = keep<Settings>(settingsSchema, { ...defaultSettings, ...options.settings })
  const given = options.accounts ?? [{}]
  const accounts = createAccountList<Account>(
    accountSchema,
    given.map((account) => accountSchema.parse({ ...practiceAccount, ...account })),
  )
  const accountOf = (order: Order) => accounts.byName(order.accountName) ?? accounts.first()

  const webhookHeaders: Gateway['webhookHeaders'] = ({ url, body }, { apiSecret }, form) => {
    const timestamp = String(clock.now() + settings.current().webhookSkewMs)
    const signable = { timestamp, method: 'POST', path: new URL(url).pathname, content: body }
    const signature = form === 'path' ? sign(signable, apiSecret) : signShort(timestamp, body, apiSecret)
    return { 'x-timestamp': timestamp, 'x-signature': signature }
  }

  const habits = (): CallbackHabits => ({
    retryDelaysMs: settings.current().retryDelaysMs,
    answerTimeoutMs,
    isTaken,
  })

  const notify = (order: Order) => {
    const { webhookStatuses, webhookForm, retrySigning } = settings.current()
    if (order.callbackUrl === null || !webhookStatuses.includes(order.status)) return
    const account = accountOf(order)
    const message = {
      paymentId: order.acquiringOrderId,
      status: order.status,
      url: order.callbackUrl,
      body: JSON.stringify(webhookBody(order, account.merchantId, settings.current())),
    }
    const headers = () => webhookHeaders(message, account, webhookForm)
    callbacks.send({
      ...message,
      headers: retrySigning === 'first' ? once(headers) : headers,
      habits: habits(),
    })
  }

  const orders = createOrders({ clock, random, chain, settings: settings.current, onChange: notify })
  return { clock, accounts, orders, settings, accountOf, webhookHeaders }
}
