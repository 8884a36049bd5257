// One order as the gateway keeps it. Amounts in micro-units of their coin, times in milliseconds.

export type Deposit = { readonly hash: string; readonly micro: bigint; readonly at: number }

export type Order = {
  readonly acquiringOrderId: string
  readonly paymentOrderId: string
  readonly merchantOrderId: string
  readonly accountName: string
  readonly currency: string
  readonly network: string
  readonly networkDisplayName: string
  /** The amount's own text: it is answered as it was sent. */
  readonly amountText: string
  /** What the payer is asked for. */
  readonly payMicro: bigint
  readonly payText: string
  readonly depositAddress: string
  readonly callbackUrl: string | null
  readonly createdAt: number
  readonly expiresAt: number
  status: string
  updatedAt: number
  deposits: readonly Deposit[]
  /** Whether the newest deposit still waits for its confirmations. */
  isConfirming: boolean
  paidAt: number | null
}

export const isFinal = (status: string): boolean => ['SUCCEEDED', 'FAILED', 'CLOSED'].includes(status)

export const paidMicro = (order: Order): bigint => order.deposits.reduce((sum, { micro }) => sum + micro, 0n)

/** The simulator's name for a coin of one network: usdttrc20, as other vendors have it, or usdt-bsc. */
export const coinOf = (currency: string, network: string): string =>
  network === 'tron' ? `${currency.toLowerCase()}trc20` : `${currency.toLowerCase()}-${network}`
