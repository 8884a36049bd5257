import type { Dice } from '../torture/dice.ts'

/** What has broken readers of HTTP, paths and JSON before. */
const LINES = ['\r\n', '\n', '\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', 'HTTP/0.9', '5\r\nhello\r\n']
const HEADERS = [
  'Transfer-Encoding: chunked',
  'Content-Length: 9',
  'Content-Length: -1',
  'Expect: 100-continue',
]
const MORE_HEADERS = ['Connection: Upgrade', 'Content-Encoding: gzip', `X: ${'A'.repeat(2_000)}`]
const PATHS = ['/', '//', '/../', '/./', '%00', '%2f', '%', '?', '#', '*', 'http://elsewhere/', '\\']
const JSONS = ['{', '}', '[[[[[[[[', '"', '"__proto__":{},', '\\ud800', '1e999', '-', 'null', ',', ':']
const BYTES = ['\0', ' ', '\t', '\u0080\u0081', '\u00ff', '\u00ef\u00bb\u00bf']
const PIECES = [
  ...LINES,
  ...[...HEADERS, ...MORE_HEADERS].map((line) => `${line}\r\n`),
  ...PATHS,
  ...JSONS,
  ...BYTES,
]

/** Four changes leave a request recognisable; removed pieces are seldom longer than a header. */
const MOST_CHANGES = 4
const MOST_REMOVED = 40
const MOST_RANDOM = 20

/** The text after one to four changes, never the same as before. Characters are bytes (latin1). */
export function mutated(text: string, dice: Dice): string {
  for (;;) {
    let changed = text
    for (let changes = 1 + dice.below(MOST_CHANGES); changes > 0; changes--)
      changed = changedOnce(changed, dice)
    if (changed !== text) return changed
  }
}

function changedOnce(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1)
  const removed = dice.oneIn(2) ? 0 : dice.below(MOST_REMOVED)
  return text.slice(0, at) + inserted(text, dice) + text.slice(at + removed)
}

function inserted(text: string, dice: Dice): string {
  switch (dice.below(4)) {
    case 0:
      return ''
    case 1:
      return dice.pick(PIECES)
    case 2: {
      const from = dice.below(text.length + 1)
      return text.slice(from, from + dice.below(MOST_REMOVED))
    }
    default: {
      // Printable mostly: what is not ends at the parser of HTTP.
      const [from, count] = dice.oneIn(3) ? [0, 256] : [32, 95]
      return Array.from({ length: 1 + dice.below(MOST_RANDOM) }, () =>
        String.fromCharCode(from + dice.below(count)),
      ).join('')
    }
  }
}

/** A secret that a guess could come near to: one character otherwise, missing, or too many. */
export function nearMiss(secret: string, dice: Dice): string {
  const at = dice.below(secret.length)
  const other = dice.pick(['A', 'b', '7', '-', '_'].filter((letter) => letter !== secret[at]))
  switch (dice.below(4)) {
    case 0:
      return secret.slice(0, -1)
    case 1:
      return secret + other
    case 2:
      return ''
    default:
      return secret.slice(0, at) + other + secret.slice(at + 1)
  }
}
