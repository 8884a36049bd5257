import type { Amount } from './amount.ts'
import { WHOLE_BASIS_POINTS } from './limits.ts'

/**
 * More than the owner lets everybody give, in basis points of the subtotal. Compared exactly: an amount of a hair above the
 * limit is above it, and a percentage that is rounded up to the next unit is what it says.
 */
export function isAboveLimit(discount: Amount | null, subtotal: number, limitBasisPoints: number): boolean {
  if (discount === null) return false
  if (discount.kind === 'percent') return discount.basisPoints > limitBasisPoints
  return BigInt(discount.minor) * BigInt(WHOLE_BASIS_POINTS) > BigInt(limitBasisPoints) * BigInt(subtotal)
}
