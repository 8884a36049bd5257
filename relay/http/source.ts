import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Who sent a request, as text for the log of callbacks. */
export type SourceOf = (request: IncomingMessage) => string

/**
 * The peer's address, or, when the peer is one of `trusted`, the last address in X-Forwarded-For: that is the one the
 * proxy itself added, all before it is the sender's own story.
 */
export function createSourceOf(trusted: readonly string[]): SourceOf {
  const proxies = createNetworks(trusted)
  return (request) => {
    const peer = plainAddress(request.socket.remoteAddress ?? '')
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    if (forwarded === '' || !proxies(peer)) return peer
    const last = plainAddress(forwarded.slice(forwarded.lastIndexOf(',') + 1).trim())
    return isIP(last) === 0 ? peer : last
  }
}

/** A program on this computer, and not somebody a proxy speaks for. */
export function isFromHere(request: IncomingMessage): boolean {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some(
    (name) => request.headers[name],
  )
  return (peer.startsWith('127.') || peer === '::1') && !isForwarded
}

function createNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** An IPv4 peer of a socket that listens on both looks like ::ffff:192.0.2.1. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address
}
