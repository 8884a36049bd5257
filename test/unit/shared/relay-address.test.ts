import { expect, test } from 'vitest'
import { relayOrigin } from '../../../shared/relay-address.ts'

test.each([
  ['relay.example.com', 'https://relay.example.com'],
  ['  https://Relay.Example.com/  ', 'https://relay.example.com'],
  ['https://relay.example.com:8443', 'https://relay.example.com:8443'],
  ['relay.müller.example', 'https://relay.xn--mller-kva.example'],
  ['http://localhost:8080', 'http://localhost:8080'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
])('makes %j whole', (typed, origin) => {
  expect(relayOrigin(typed)).toBe(origin)
})

test.each([
  '',
  '   ',
  'two words',
  'two%20words',
  'relay..example.com',
  '999.999.999.999',
  'http://relay.example.com',
  'ftp://relay.example.com',
  'https://relay.example.com/in/abc/nowpayments',
  'https://relay.example.com/?a=1',
  'https://relay.example.com/#a',
  'https://name:word@relay.example.com',
  `https://${'a'.repeat(200)}.example.com`,
])('does not take %j', (typed) => {
  expect(relayOrigin(typed)).toBeUndefined()
})
