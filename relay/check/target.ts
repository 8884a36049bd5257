import { isIP } from 'node:net'
import { callbackPath, Gateway } from '../../shared/relay-protocol.ts'
import type { Problem } from './report.ts'

/** A callback URL, taken apart. */
export type Target = {
  readonly url: URL
  readonly channel: string
  readonly isLoopback: boolean
}

export type ReadTarget =
  | { readonly kind: 'target'; readonly target: Target }
  /** It is no callback URL at all. */
  | { readonly kind: 'unclear' }
  /** It is one that cannot work. */
  | { readonly kind: 'wrong'; readonly problem: Problem }

const CALLBACK = /^(?<before>.*)\/in\/(?<channel>[\w-]{43})\/(?<gateway>[\w-]+)$/

export function readTarget(given: string): ReadTarget {
  if (!URL.canParse(given)) return { kind: 'unclear' }
  const url = new URL(given)
  const { before, channel = '', gateway } = CALLBACK.exec(url.pathname)?.groups ?? {}
  const known = Gateway.safeParse(gateway).data
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isHttp || !known || url.search !== '' || url.username !== '') return { kind: 'unclear' }
  if (before !== '' || url.pathname !== callbackPath(channel, known)) {
    return {
      kind: 'wrong',
      problem: {
        sentence: `The address has "${before}" before /in/: the proxy would have to change the path.`,
        remedy:
          'Give the relay a host name of its own. Tills call it by the host name alone, and one gateway signs the path.',
      },
    }
  }
  const isLoopback = isLoopbackName(url.hostname)
  if (url.protocol === 'http:' && !isLoopback) {
    return {
      kind: 'wrong',
      problem: {
        sentence: 'The address begins with http: the read token would cross the network for all to read.',
        remedy: 'Put a proxy that speaks TLS in front of the relay, and check the https address.',
      },
    }
  }
  return { kind: 'target', target: { url, channel, isLoopback } }
}

export function isLoopbackName(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '')
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}
