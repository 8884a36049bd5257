import { parseMicro } from '../amounts.ts'
import type { Chain } from '../chain.ts'
import type { CancelTask, SimulatorClock } from '../clock.ts'
import type { Transfer } from '../customers.ts'
import type { Random } from '../random.ts'
import { amountOutOfRange, type ErrorReply, methodUnavailable } from './errors.ts'
import { coinOf, isFinal, type Order, paidMicro } from './order.ts'
import type { OrderRequest } from './requests.ts'
import type { Account, Settings } from './settings.ts'
import { amountText } from './wire.ts'

// The gateway's book of orders, and what happens to them: money arrives, is confirmed, time runs out.

export type OrdersDependencies = {
  clock: SimulatorClock
  random: Random
  chain: Chain
  settings: () => Settings
  /** Told after every change of status and when a transfer is seen, so that a callback can be sent. */
  onChange: (order: Order) => void
}

export type Created = { ok: true; value: Order } | { ok: false; error: ErrorReply }

export interface Orders {
  create(request: OrderRequest, account: Account): Created
  receive(order: Order, transfer: Transfer): void
  canStep(order: Order): boolean
  /** The newest transfer is confirmed. */
  step(order: Order): boolean
  setStatus(order: Order, status: string): void
  find(merchantOrderId: string, account: Account): Order | undefined
  list(): readonly Order[]
  clear(): void
}

export const createOrders = (dependencies: OrdersDependencies): Orders => {
  const { clock, random, chain, settings, onChange } = dependencies
  let orders: Order[] = []
  let confirmations = new Map<Order, CancelTask>()

  const hex = (length: number) => Buffer.from(random.bytes(32)).toString('hex').slice(0, length)

  const newId = (prefix: string): string => {
    const day = new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '')
    return `${prefix}_${day}_${hex(16).toUpperCase()}`
  }

  const newAddress = (network: string): string => (network === 'tron' ? chain.newAddress() : `0x${hex(40)}`)

  const setStatus = (order: Order, status: string) => {
    confirmations.get(order)?.()
    confirmations.delete(order)
    order.status = status
    order.updatedAt = clock.now()
    if (status === 'SUCCEEDED') order.paidAt ??= clock.now()
    onChange(order)
  }

  const scheduleEnd = (order: Order) => {
    clock.schedule(order.expiresAt - clock.now(), () => {
      const isWaiting = !isFinal(order.status) && !order.isConfirming
      // A reset forgets the orders, not what was scheduled for them.
      if (isWaiting && orders.includes(order)) setStatus(order, 'CLOSED')
    })
  }

  const create: Orders['create'] = (request, account) => {
    const { currency, network, amountMicro } = request
    const method = settings().methods.find(
      (offered) => offered.cryptoCurrency === currency && offered.network === network,
    )
    if (method === undefined) return { ok: false, error: methodUnavailable() }
    const isWithin =
      amountMicro >= (parseMicro(method.minAmount) ?? 0n) &&
      amountMicro <= (parseMicro(method.maxAmount) ?? 0n)
    if (!isWithin) return { ok: false, error: amountOutOfRange() }
    const markup = parseMicro(settings().markup) ?? 0n
    const now = clock.now()
    const order: Order = {
      acquiringOrderId: newId('ORD'),
      paymentOrderId: newId('PAY'),
      merchantOrderId: request.merchantOrderId,
      accountName: account.name,
      currency,
      network,
      networkDisplayName: method.networkDisplayName,
      amountText: request.amountText,
      payMicro: amountMicro + markup,
      payText: markup === 0n ? request.amountText : amountText(amountMicro + markup),
      depositAddress: newAddress(network),
      callbackUrl: request.callbackUrl,
      createdAt: now,
      expiresAt: request.expiresAt,
      status: 'PROCESSING',
      updatedAt: now,
      deposits: [],
      isConfirming: false,
      paidAt: null,
    }
    orders = [...orders, order]
    scheduleEnd(order)
    return { ok: true, value: order }
  }

  /** What a confirmed transfer makes of an order; null: it stays what it is. */
  const outcome = (order: Order): string | null => {
    const { shortPay } = settings()
    if (paidMicro(order) >= order.payMicro || shortPay === 'succeeds') return 'SUCCEEDED'
    if (isFinal(order.status)) return null
    if (shortPay === 'fails') return 'FAILED'
    return clock.now() >= order.expiresAt ? 'CLOSED' : null
  }

  const canStep = (order: Order) => order.isConfirming

  const step = (order: Order): boolean => {
    if (!canStep(order)) return false
    confirmations.get(order)?.()
    confirmations.delete(order)
    order.isConfirming = false
    order.updatedAt = clock.now()
    const status = outcome(order)
    if (status !== null) setStatus(order, status)
    return true
  }

  const note = (order: Order, transfer: Transfer, hash: string) => {
    order.deposits = [...order.deposits, { hash, micro: transfer.micro, at: clock.now() }]
    order.updatedAt = clock.now()
  }

  const confirmLater = (order: Order) => {
    order.isConfirming = true
    confirmations.get(order)?.()
    if (!settings().autoAdvance) return
    confirmations.set(
      order,
      clock.schedule(settings().stageMs, () => {
        step(order)
      }),
    )
  }

  const receive: Orders['receive'] = (order, transfer) => {
    const { hash } = chain.receive({ address: order.depositAddress, at: clock.now(), ...transfer })
    if (transfer.coin !== coinOf(order.currency, order.network)) return
    const hasEnded = isFinal(order.status)
    const { afterEnd } = settings()
    if (hasEnded && afterEnd === 'ignored') return
    note(order, transfer, hash)
    if (hasEnded && (afterEnd === 'noted' || order.status !== 'CLOSED')) return
    confirmLater(order)
    if (!hasEnded) onChange(order)
  }

  return {
    create,
    receive,
    canStep,
    step,
    setStatus: (order, status) => {
      order.isConfirming = false
      setStatus(order, status)
    },
    find: (merchantOrderId, account) =>
      orders.find((order) => order.merchantOrderId === merchantOrderId && order.accountName === account.name),
    list: () => orders,
    clear: () => {
      for (const cancel of confirmations.values()) cancel()
      confirmations = new Map()
      orders = []
    },
  }
}
