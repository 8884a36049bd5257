import { timingSafeEqual } from 'node:crypto'
import { BODY_LIMIT, type Delivery } from '../../shared/relay-protocol.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type JsonFault, readJsonText } from './json-text.ts'

// A callback says which charge to look at, and nothing more: the gateway's own answer is the evidence. Its signature
// keeps strangers from making the till look, and their claims out of the log. One file per vendor says how it signs.

/** What a verdict is based on: a delivery, without what only the relay's stream needs. */
export type SignedDelivery = Pick<Delivery, 'headers' | 'body' | 'receivedAt'>

export type CallbackRefusal =
  | JsonFault
  | 'noSecret'
  | 'noSignature'
  | 'noTimestamp'
  | 'tooLarge'
  | 'wrongSignature'
  /** From here on the signature was right. */
  | 'tooOld'
  | 'tooNew'
  /** Genuine, but about something else than a charge (a withdrawal, a test): to be ignored. */
  | 'notAPayment'
  /** Genuine, and about a payment that recurs by itself: nothing that a till begins. */
  | 'recurring'

/** `Said` names the charge in the vendor's own words. */
export type Verdict<Said> =
  | ({ readonly ok: true } & Said)
  | { readonly ok: false; readonly reason: CallbackRefusal }

/** Never throws. `secret` is the vendor's, empty or null when the owner has set none; `now` in ms. */
export type Verify<Said> = (delivery: SignedDelivery, secret: string | null, now: number) => Verdict<Said>

const MAX_BASE64_LENGTH = 4 * Math.ceil(BODY_LIMIT / 3)

export function refused(reason: CallbackRefusal): { readonly ok: false; readonly reason: CallbackRefusal } {
  return { ok: false, reason }
}

/** A header without surrounding blanks, empty when it is absent. */
export function headerOf({ headers }: SignedDelivery, name: string): string {
  const value: unknown = headers[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Secrets are pasted by people: a line break at the end is not part of one. */
export function signingKey(secret: string | null): string {
  return secret?.trim() ?? ''
}

/**
 * The body as text, once it is known to be JSON that does no harm to read. Only well-formed UTF-8 passes, so that the
 * text and the signed bytes are the same thing.
 */
export function bodyText({ body }: SignedDelivery): Result<string, CallbackRefusal> {
  if (body.length > MAX_BASE64_LENGTH) return err('tooLarge')
  const bytes = Buffer.from(body, 'base64')
  if (bytes.length > BODY_LIMIT) return err('tooLarge')
  const text = asUtf8(bytes)
  if (text === undefined) return err('notJson')
  const json = readJsonText(text)
  return json.ok ? ok(text) : json
}

function asUtf8(bytes: Buffer): string | undefined {
  try {
    // A byte order mark is kept, and no JSON: leaving it out would make two bodies one.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** In a time that says nothing about where the two differ. Text, not bytes: many base64 texts mean the same bytes. */
export function isSameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
