import { ACKNOWLEDGE_PATH, callbackPath, STREAM_PATH } from '../../../shared/relay-protocol.ts'
import type { Dice } from '../torture/dice.ts'
import { mutated, nearMiss } from './mutations.ts'

// What strangers send to a relay. Characters are bytes (latin1).

export const FUZZ_KINDS = [
  /** A callback, changed anywhere: now and then the change hurts nothing. */
  'callback',
  /** Its first line alone changed: method, path, version. */
  'firstLine',
  /** Well-formed HTTP with any body: the relay takes it, and leaves it to the till. */
  'body',
  /** A callback for a channel that nearly is one; everything after the first line changed. */
  'otherChannel',
  /** A stream for a token that nearly is one; everything else changed. */
  'stream',
  /** An acknowledgement with such a token. */
  'acknowledgement',
] as const
export type FuzzKind = (typeof FUZZ_KINDS)[number]

/** Kinds of which the relay may take some. Of the others it takes none. */
export const MAY_BE_TAKEN: readonly FuzzKind[] = ['callback', 'firstLine', 'body']

export type FuzzRequest = {
  readonly kind: FuzzKind
  readonly bytes: string
  /** What the relay has to keep when it takes it; null when the change decides. */
  readonly body: string | null
  /** The sender says at once that nothing more comes, and may not hear the answer. */
  readonly endsEarly: boolean
}

export type FuzzTarget = { readonly id: string; readonly token: string }

/** `number` tells the request from all others, unless a change hits it. */
export function fuzzRequest(number: number, target: FuzzTarget, dice: Dice): FuzzRequest {
  const kind = dice.pick(FUZZ_KINDS)
  const body = kind === 'body' ? anyBody(number, dice) : null
  return { kind, body, bytes: bytesOf(kind, number, body, target, dice), endsEarly: dice.oneIn(6) }
}

/** A callback as it should be. */
export function callbackRequest(path: string, body: string): string {
  return `POST ${path} HTTP/1.1\r\n${callbackRest(body)}`
}

function callbackRest(body: string): string {
  return [
    'Host: relay',
    'Content-Type: application/json',
    `x-nowpayments-sig: ${'ab'.repeat(64)}`,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

function bytesOf(
  kind: FuzzKind,
  number: number,
  body: string | null,
  { id, token }: FuzzTarget,
  dice: Dice,
): string {
  const path = callbackPath(id, 'nowpayments')
  const plain = `{"payment_id":${number}}`
  switch (kind) {
    case 'callback':
      return mutated(callbackRequest(path, plain), dice)
    case 'firstLine':
      return `${mutated(`POST ${path} HTTP/1.1`, dice)}\r\n${callbackRest(plain)}`
    case 'body':
      return callbackRequest(path, body ?? '')
    case 'otherChannel': {
      const other = callbackPath(nearMiss(id, dice), 'nowpayments')
      return `POST ${other} HTTP/1.1\r\n${mutated(callbackRest(plain), dice)}`
    }
    case 'stream':
      return withGuess(`GET ${STREAM_PATH} HTTP/1.1`, 'Last-Event-ID: 0\r\n\r\n', token, dice)
    case 'acknowledgement': {
      const said = JSON.stringify({ upTo: number })
      return withGuess(
        `POST ${ACKNOWLEDGE_PATH} HTTP/1.1`,
        `Content-Length: ${said.length}\r\n\r\n${said}`,
        token,
        dice,
      )
    }
  }
}

/** Half of them ask as they should, so that the guess itself is what is tried. */
function withGuess(firstLine: string, rest: string, token: string, dice: Dice): string {
  const change = (text: string) => (dice.oneIn(2) ? text : mutated(text, dice))
  const guess = `Authorization: ${change('Bearer')} ${nearMiss(token, dice)}`
  return `${change(firstLine)}\r\nHost: relay\r\n${guess}\r\n${change(rest)}`
}

/** Now and then larger than a callback may be. */
function anyBody(number: number, dice: Dice): string {
  const plain = `{"payment_id":${number}}`
  if (dice.oneIn(200)) return plain + ' '.repeat(dice.below(80_000))
  return dice.oneIn(10) ? '' : mutated(plain, dice)
}
