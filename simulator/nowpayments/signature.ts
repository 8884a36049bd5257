import { createHmac } from 'node:crypto'

// How the vendor signs a callback: HMAC-SHA512 in lower-case hex over the JSON text with keys sorted at every level,
// arrays kept as arrays, numbers written as JavaScript writes them.

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const sorted = (value: Json): Json => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [key, sorted(inner)])
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const sortedJson = (value: Json): string => JSON.stringify(sorted(value))

export const signText = (text: string, secret: string): string =>
  createHmac('sha512', secret.trim()).update(text, 'utf8').digest('hex')

/** The form a mistaken reading of the vendor's prose gives: nested objects lose their keys. Must be refused. */
export const legacySignature = (json: string, secret: string): string => {
  const body: unknown = JSON.parse(json)
  const keys = body !== null && typeof body === 'object' ? Object.keys(body).sort() : []
  return signText(JSON.stringify(body, keys), secret)
}
