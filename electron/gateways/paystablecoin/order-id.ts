// The vendor knows an order by our own id, which has to be 16 to 64 letters, digits, hyphens and underscores.

const MIN_LENGTH = 16
const MAX_LENGTH = 64
const FILLER = '_'

export const MerchantOrderId = /^[A-Za-z0-9_-]{16,64}$/

/**
 * The id of one of our orders at the vendor: itself, filled up with underscores where it is too short. @returns undefined
 * for one that has other characters, is too long, or ends with an underscore, which could not be told from the filling.
 */
export function toMerchantOrderId(orderId: string): string | undefined {
  const isFine = /^[A-Za-z0-9_-]+$/.test(orderId) && orderId.length <= MAX_LENGTH && !orderId.endsWith(FILLER)
  return isFine ? orderId.padEnd(MIN_LENGTH, FILLER) : undefined
}

/** Our id again. Only what is as short as can be was filled up. */
export function fromMerchantOrderId(id: string): string {
  return id.length === MIN_LENGTH ? id.replace(/_+$/, '') : id
}
