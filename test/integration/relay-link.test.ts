import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createGatewayFactory } from '../../electron/gateways/gateway-for-mode.ts'
import type { OpenTill } from '../../electron/open-till.ts'
import type { RelayAccess } from '../../electron/relay/relay-connection.ts'
import { createRelayLink } from '../../electron/relay/relay-link.ts'
import { createCredentials } from '../../electron/settings/credentials.ts'
import type { SettingsStore } from '../../electron/settings/settings-store.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../support/memory-keychain.ts'
import { createMemorySettings } from '../support/memory-settings.ts'
import { openRelayBench, type RelayBench } from '../support/relay-bench.ts'

// What the owner enters, before a real relay: tried first, kept only when it greets.

const TOKEN = 'relay:live:relay-token'
let relay: RelayBench
let clock: FakeClock
let keychain: MemoryKeychain
let settings: SettingsStore
let listened: (RelayAccess | null)[]
let servers: Server[]

beforeEach(async () => {
  relay = await openRelayBench({ limits: { closeMs: 100 } })
  clock = createFakeClock()
  keychain = createMemoryKeychain(clock)
  settings = createMemorySettings({ ...defaultSettings('UTC'), mode: 'live' })
  listened = []
  servers = []
})
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await relay.close()
})

function openLink() {
  const listening = {
    listen: (access: RelayAccess | null) => void listened.push(access),
    callbacks: () => null,
  }
  const till = { mode: settings.read().mode, relay: listening } as unknown as OpenTill
  const gateways = createGatewayFactory({
    clock,
    version: 'test',
    practiceUrl: () => '',
    loopbackUrl: () => undefined,
  })
  const credentials = createCredentials(keychain, gateways)
  return {
    link: createRelayLink({ settings, credentials, clock, till: () => till, onChange: () => undefined }),
    till,
  }
}

/** Something else on this computer, at an address of its own. */
async function openServer(answer: (write: (text: string) => void) => void): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    answer((text) => response.write(text))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const input = (address: string, token: string | null) => ({ mode: 'live' as const, address, token })

it('keeps the address in the settings and the token in the keychain when the relay greets, and listens', async () => {
  const { link } = openLink()
  expect(await link.connect(input(relay.origin, relay.secrets.token))).toEqual({
    ok: true,
    value: { loss: null },
  })
  expect(settings.read().relays).toEqual({ sandbox: null, live: relay.origin })
  expect(keychain.kept.get(TOKEN)).toBe(relay.secrets.token)
  await expect.poll(() => listened).toEqual([{ url: relay.origin, token: relay.secrets.token }])
  // Tried again with what is kept.
  expect(await link.connect(input(relay.origin, null))).toEqual({ ok: true, value: { loss: null } })
})

it('keeps nothing when it does not, and says why', async () => {
  const { link } = openLink()
  const loss = async (address: string, token = relay.secrets.token) => {
    const connected = await link.connect(input(address, token))
    return connected.ok ? connected.value.loss : connected.error
  }
  expect(await loss(relay.origin, 'not-the-token')).toBe('wrongToken')
  expect(await loss('http://127.0.0.1:9')).toBe('unreachable')
  expect(await loss(await openServer((write) => write('event: other\ndata: {}\n\n')))).toBe('notARelay')
  const silent = loss(await openServer((write) => write(': nothing\n\n')))
  const hurry = setInterval(() => clock.advance(1_000), 50)
  expect(await silent).toBe('noAnswer')
  clearInterval(hurry)
  expect(settings.read().relays.live).toBeNull()
  expect(keychain.kept.size).toBe(0)
  expect(listened).toEqual([])
})

it('never sends the token that is kept to another address', async () => {
  const { link } = openLink()
  await link.connect(input(relay.origin, relay.secrets.token))
  let calls = 0
  const stranger = await openServer(() => {
    calls += 1
  })
  const error = { code: 'invalidInput', field: 'token' }
  expect(await link.connect(input(stranger, null))).toEqual({ ok: false, error })
  expect(calls).toBe(0)
  expect(settings.read().relays.live).toBe(relay.origin)
})

it('forgets both, and the till listens nowhere', async () => {
  const { link } = openLink()
  await link.connect(input(relay.origin, relay.secrets.token))
  expect(await link.forget('live')).toEqual({ ok: true, value: null })
  expect(settings.read().relays.live).toBeNull()
  expect(keychain.kept.size).toBe(0)
  await expect.poll(() => listened.at(-1)).toBeNull()
})

it('says so when the keychain does not answer, and keeps nothing', async () => {
  const { link, till } = openLink()
  keychain.isThere = false
  const error = { code: 'keychainUnavailable' }
  expect(await link.connect(input(relay.origin, relay.secrets.token))).toEqual({ ok: false, error })
  expect(settings.read().relays.live).toBeNull()
  settings.save({ relays: { sandbox: null, live: relay.origin } })
  expect(await link.connect(input(relay.origin, null))).toEqual({ ok: false, error })
  await link.join(till)
  expect(listened).toEqual([null])
})
