import { isLoopbackHost } from './loopback.ts'

/** In every process of ours, and in none of the libraries that `shared/` is checked against. */
declare const URL: {
  parse(
    text: string,
  ): Record<
    'protocol' | 'hostname' | 'pathname' | 'search' | 'hash' | 'username' | 'password' | 'origin',
    string
  > | null
}

const LONGEST = 200
/** A name or an address as it stands in a parsed URL. Not every process's own parser refuses other characters. */
const HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/

/**
 * What a person types as a relay's address, made whole: `https://relay.example.com`. Undefined when it is none; without
 * TLS only on this computer.
 */
export function relayOrigin(given: string): string | undefined {
  const typed = given.trim()
  if (typed.length > LONGEST) return undefined
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (url?.pathname !== '/' || url.search || url.hash || url.username || url.password) return undefined
  if (!HOST.test(url.hostname)) return undefined
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
  return isSafe ? url.origin : undefined
}
