/** What the vendor may call the chain's transaction; its pages name the object and not what is in it. */
const NAMES = /^(tx|transaction|hash)_?(hash|id)?$/i
const HASH = /^(?:0x)?([0-9a-f]{64})$/i

/** The customer's transaction on chain, wherever in `cryptoPaymentDetail` it stands: a text, an object, or a list of them. */
export function transactionIdIn(detail: unknown): string | null {
  if (typeof detail === 'string') return hashIn(detail)
  if (Array.isArray(detail)) return firstOf(detail.map(transactionIdIn))
  if (typeof detail !== 'object' || detail === null) return null
  const named = Object.entries(detail).filter(([name]) => NAMES.test(name))
  return firstOf(named.map(([, value]) => transactionIdIn(value)))
}

function hashIn(text: string): string | null {
  return HASH.exec(text)?.[1]?.toLowerCase() ?? null
}

function firstOf(found: readonly (string | null)[]): string | null {
  return found.find((id) => id !== null) ?? null
}
