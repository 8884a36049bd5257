import { assertNever } from '../assert-never.ts'

/** Every code of a customer's wallet has the address in it once; the token's own contract may stand beside it. */
const ADDRESS = /(?<![1-9A-HJ-NP-Za-km-z])T[1-9A-HJ-NP-Za-km-z]{33}(?![1-9A-HJ-NP-Za-km-z])/g

/**
 * The address in what was typed or scanned: wallets show it bare, or as `tron:T…?amount=1&token=T…`, and people paste
 * it in groups of four. Text that holds no address comes back trimmed, to be refused by whoever checks it; so does a
 * text with two different addresses, since nobody knows which is meant.
 */
export function addressIn(text: string): string {
  const trimmed = text.trim()
  const { kind, rest } = schemeOf(trimmed)
  switch (kind) {
    case 'tron':
      // What comes before the parameters is where to pay to; a parameter may name the token's contract.
      return /^[^?&#/\s]*/.exec(rest)?.[0] ?? ''
    case 'none':
      return onlyAddress(trimmed)
    case 'other':
      // Another chain's code, whatever stands in it: never guessed at.
      return trimmed
    default:
      return assertNever(kind)
  }
}

type Scheme = { readonly kind: 'tron' | 'none' | 'other'; readonly rest: string }

function schemeOf(text: string): Scheme {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/)?(.*)$/is.exec(text)
  if (!match) return { kind: 'none', rest: text }
  const [, scheme = '', rest = ''] = match
  return { kind: scheme.toLowerCase() === 'tron' ? 'tron' : 'other', rest }
}

function onlyAddress(text: string): string {
  const found = new Set(text.match(ADDRESS) ?? [])
  const [address] = found
  if (address !== undefined) return found.size === 1 ? address : text
  // Written in groups, as receipts and this till show it.
  const joined = text.replace(/\s+/g, '')
  return joined.length === 34 ? joined : text
}
