import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

// How the vendor signs, and wants requests signed: HMAC-SHA256 in base64 over time, method, path and the hash of what is
// sent, one to a line.

type Content = string | Uint8Array

const hmac = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(text, 'utf8').digest('base64')

const hashOf = (content: Content): string => createHash('sha256').update(content).digest('base64')

export type Signable = {
  timestamp: string
  method: string
  /** Without the query. */
  path: string
  /** The body, or the query of a GET. A GET without a query has nothing: its text ends with the path. */
  content: Content | null
}

export const sign = ({ timestamp, method, path, content }: Signable, secret: string): string => {
  const lines = [timestamp, method, path, ...(content === null ? [] : [hashOf(content)])]
  return hmac(lines.join('\n'), secret)
}

/** The form of the vendor's Python page, for webhooks only: time and body. */
export const signShort = (timestamp: string, body: string, secret: string): string =>
  hmac(`${timestamp}\n${body}`, secret)

export const isSame = (wanted: string, given: string): boolean => {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
