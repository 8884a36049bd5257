import { randomBytes } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

export interface Random {
  bytes(length: 20 | 32): Uint8Array
  /** A decimal id of exactly this many digits, never starting with zero. */
  digits(count: number): string
}

/**
 * Bytes drawn from a seed by hashing a counter: the same seed gives the same addresses and ids. Without a seed every
 * start draws its own, because a till keeps its journal and must not meet the same payment id again tomorrow.
 */
export const createRandom = (seed?: number): Random => {
  const key = seed === undefined ? randomBytes(32).toString('hex') : `seed ${seed}`
  let counter = 0
  const block = () => {
    counter += 1
    return sha256(utf8ToBytes(`${key} ${counter}`))
  }
  return {
    bytes: (length) => block().slice(0, length),
    digits: (count) => {
      const drawn = BigInt(`0x${Buffer.from(block()).toString('hex')}`)
      const lowest = 10n ** BigInt(count - 1)
      return String(lowest + (drawn % (9n * lowest)))
    },
  }
}
