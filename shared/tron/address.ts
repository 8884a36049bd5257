import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'

const base58check = createBase58check(sha256)

/** The USDT contract on TRON mainnet: a valid address, never a place to pay to. */
export const USDT_CONTRACT = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'

const BURN = new Uint8Array(20)

/**
 * True for an address a customer may be asked to pay to: 34 characters, base58check, 21 bytes with prefix 0x41,
 * and neither the USDT contract nor the burn address. The pattern alone is not enough (checksum, prefix 0x42).
 */
export function isPayableTronAddress(text: string): boolean {
  if (!/^T[1-9A-HJ-NP-Za-km-z]{33}$/.test(text) || text === USDT_CONTRACT) return false
  const bytes = decode(text)
  if (bytes?.length !== 21 || bytes[0] !== 0x41) return false
  return !bytes.subarray(1).every((byte, index) => byte === BURN[index])
}

function decode(text: string): Uint8Array | undefined {
  try {
    return base58check.decode(text)
  } catch {
    // The library throws on a bad checksum or character; to us both mean "no address".
    return undefined
  }
}
