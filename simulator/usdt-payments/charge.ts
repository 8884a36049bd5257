// One payment as the gateway keeps it. Amounts in micro-USDT, times in milliseconds.

export type Charge = {
  readonly id: string
  readonly accountName: string
  readonly orderId: string
  readonly description: string | null
  readonly amountMicro: bigint
  /** The amount with its tail, which no other payment at the address has. */
  readonly payMicro: bigint
  readonly address: string
  readonly createdAt: number
  readonly expiresAt: number
  status: string
  updatedAt: number
  /** What was matched; the vendor knows nothing of deposits of another amount. */
  paidMicro: bigint
  txid: string | null
  paidAt: number | null
}

/** The simulator's name for what the vendor calls USDT on TRC20. */
export const coin = 'usdttrc20'
