import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createSourceOf, isFromHere } from '../../../relay/http/source.ts'

function requestFrom(peer: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  Object.assign(request.headers, headers)
  return request
}

describe('who sent a request', () => {
  const sourceOf = createSourceOf(['127.0.0.1', '::1', '10.0.0.0/8'])

  it.each([
    ['the peer', '192.0.2.7', undefined, '192.0.2.7'],
    ['a stranger’s own story is not believed', '192.0.2.7', '203.0.113.9', '192.0.2.7'],
    ['what the proxy here adds', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['only the last, which the proxy added', '127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['a proxy of a trusted network', '10.2.3.4', '2001:db8::5', '2001:db8::5'],
    ['a proxy seen through a double socket', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['nonsense from the proxy', '127.0.0.1', '<script>', '127.0.0.1'],
    ['an IPv4 peer of a double socket', '::ffff:192.0.2.7', undefined, '192.0.2.7'],
  ])('%s', (_what, peer, forwarded, source) => {
    expect(sourceOf(requestFrom(peer, forwarded ? { 'x-forwarded-for': forwarded } : {}))).toBe(source)
  })

  it('a program on this computer is told from one that a proxy speaks for', () => {
    expect(isFromHere(requestFrom('127.0.0.1'))).toBe(true)
    expect(isFromHere(requestFrom('::1'))).toBe(true)
    expect(isFromHere(requestFrom('::ffff:127.0.0.1'))).toBe(true)
    expect(isFromHere(requestFrom('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }))).toBe(false)
    expect(isFromHere(requestFrom('192.0.2.7'))).toBe(false)
  })
})
