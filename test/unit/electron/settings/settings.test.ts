import { expect, it } from 'vitest'
import { isLoopback } from '../../../../electron/gateways/loopback.ts'
import { describeSecrets } from '../../../../electron/settings/credentials-view.ts'
import { createKeychain, type Keytar } from '../../../../electron/settings/keychain.ts'
import { restoreSettings } from '../../../../electron/settings/restore-settings.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

it('keeps each stored setting that fits and defaults the others one by one', () => {
  const stored = { shopName: 'Corner Coffee', currency: 'XXX', expiryMinutes: 0, mode: 'live', surprise: 1 }
  expect(restoreSettings(stored, 'UTC')).toEqual({
    ...defaultSettings('UTC'),
    shopName: 'Corner Coffee',
    mode: 'live',
  })
})

function memoryKeytar(): Keytar & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    getPassword: async (service, account) => kept.get(`${service} ${account}`) ?? null,
    setPassword: async (service, account, secret) => void kept.set(`${service} ${account}`, secret),
    deletePassword: async (service, account) => kept.delete(`${service} ${account}`),
  }
}

it('tells no more of a stored secret than its last four characters', async () => {
  const keychain = createKeychain(createFakeClock(), memoryKeytar(), () => true)
  await keychain.set('live', 'nowpayments.api-key', 'ABCDEF-123456-WXYZ')
  const gateways = new Map([['nowpayments.api-key', 'WXYZ']])
  expect(await describeSecrets(keychain, 'live')).toEqual({
    ok: true,
    value: { gateways, relayTokenEnding: null },
  })
  const none = { gateways: new Map(), relayTokenEnding: null }
  expect(await describeSecrets(keychain, 'sandbox')).toEqual({ ok: true, value: none })
})

it('says that the keychain is unavailable, whatever its library throws, and never falls back', async () => {
  const keytar = memoryKeytar()
  const locked = createKeychain(
    createFakeClock(),
    { ...keytar, setPassword: () => Promise.reject(new Error('prompt dismissed')) },
    () => true,
  )
  const absent = createKeychain(createFakeClock(), keytar, () => false)
  const refused = { ok: false, error: { code: 'keychainUnavailable' } }
  expect(await locked.set('live', 'nowpayments.api-key', 'ABCDEFGH')).toEqual(refused)
  expect(await absent.set('live', 'nowpayments.api-key', 'ABCDEFGH')).toEqual(refused)
  expect(keytar.kept.size).toBe(0)
})

it('waits for a keychain that does not answer ten seconds once, and uses it again when it does', async () => {
  const clock = createFakeClock()
  const prompt = Promise.withResolvers<string | null>()
  const keytar = memoryKeytar()
  const service = { ...keytar, getPassword: () => prompt.promise }
  const keychain = createKeychain(clock, service, () => true)
  const refused = { ok: false, error: { code: 'keychainUnavailable' } }
  const key = keychain.get('live', 'nowpayments.api-key')
  clock.advance(10_000)
  expect(await key).toEqual(refused)
  expect(await keychain.get('live', 'signing-key')).toEqual(refused)
  expect(await keychain.set('live', 'nowpayments.api-key', 'ABCDEFGH')).toEqual(refused)
  prompt.resolve('ABCDEFGH')
  await expect
    .poll(() => keychain.get('live', 'nowpayments.api-key'))
    .toEqual({ ok: true, value: 'ABCDEFGH' })
})

it.each([
  ['http://127.0.0.1:8787/v1', true],
  ['http://localhost:1/x', true],
  ['http://[::1]:1/x', true],
  ['https://api.nowpayments.io.evil.example/v1', false],
  ['http://127.0.0.1.evil.example/', false],
  ['http://evil@10.0.0.1/', false],
  ['not a url', false],
])('lets only this computer stand in for the vendor: %s → %s', (address, allowed) => {
  expect(isLoopback(address)).toBe(allowed)
})
