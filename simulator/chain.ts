import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import type { Random } from './random.ts'

// The fake chain: addresses nobody holds a key for, and the transfers that customers pretend to make to them.

export type Deposit = { hash: string; address: string; coin: string; micro: bigint; at: number }

export interface Chain {
  newAddress(): string
  receive(transfer: Omit<Deposit, 'hash'>): Deposit
  deposits(): readonly Deposit[]
  clear(): void
}

const base58check = createBase58check(sha256)
const tronPrefix = 0x41

/** A TRON main network address: base58check of 0x41 and twenty bytes. */
export const tronAddress = (account: Uint8Array): string =>
  base58check.encode(Uint8Array.of(tronPrefix, ...account))

export const createChain = (random: Random): Chain => {
  let received: Deposit[] = []
  return {
    newAddress: () => tronAddress(random.bytes(20)),
    receive: (transfer) => {
      const deposit = { ...transfer, hash: Buffer.from(random.bytes(32)).toString('hex') }
      received = [...received, deposit]
      return deposit
    },
    deposits: () => received,
    clear: () => {
      received = []
    },
  }
}
