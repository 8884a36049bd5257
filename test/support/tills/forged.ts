import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hashOf } from '../../../electron/journal/chain.ts'
import { createBundleSigner, UNSIGNED } from '../../../electron/tills/bundle-signature.ts'
import type { BundleHead } from '../../../shared/tills/bundle.ts'

/** The lines of a bundle. */
export function linesIn(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n')
}

/** Any lines, sealed as a till would: with this key, or with none. */
export function sealed(lines: readonly string[], signingKey: string | null): string {
  const content = lines.map((line) => `${line}\n`).join('')
  const sha256 = createHash('sha256').update(content, 'utf8').digest('hex')
  const signature = signingKey === null ? UNSIGNED : createBundleSigner(signingKey)(sha256)
  return `${content}${JSON.stringify({ sha256, ...signature })}\n`
}

/** The first line of a bundle of a Z that counts nothing, in a journal whose hash fits. */
export function emptyHead(head: BundleHead, body: string, at: string): string {
  const { seq, previous } = head.event
  const hash = hashOf({ previous, seq, at, paymentId: null, kind: 'dayClosed', body })
  return JSON.stringify({ ...head, event: { seq, at, body, previous, hash }, payments: 0 })
}
