import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../../simulator/clock.ts'
import { definitions, type VendorName } from '../../../simulator/running-vendors.ts'
import { type Simulator, startSimulator } from '../../../simulator/server.ts'
import { createSimulatorClient } from '../../support/simulator-client.ts'

// What holds for every vendor on the list, over a real connection.

const running: Simulator[] = []

const start = async (accessToken?: string): Promise<Simulator> => {
  const simulator = await startSimulator({
    clock: createManualClock(),
    seed: 3,
    ...(accessToken !== undefined && { accessToken }),
  })
  running.push(simulator)
  return simulator
}

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

const names: readonly VendorName[] = definitions.map(({ name }) => name)

/** fetch forbids the Host header. */
const statusWithHost = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

/** The first call the panel offers, without a key: it is refused, and that is an answer. */
const anyCall = (simulator: Simulator, name: VendorName): Promise<Response> => {
  const [call = 'GET /'] = definitions.find((one) => one.name === name)?.calls[0] ?? []
  const [method = 'GET', path = '/'] = call.split(' ')
  return fetch(`${simulator.urlOf(name)}${path}`, { method, ...(method === 'POST' && { body: '{}' }) })
}

it('no two vendors share a name or stand in each other’s way', () => {
  expect(new Set(names).size).toBe(definitions.length)
  for (const { base } of definitions) {
    expect(definitions.filter((other) => `${other.base}/`.startsWith(`${base}/`))).toHaveLength(1)
  }
})

describe.each(names)('%s', (name) => {
  it('serves the calls that the panel offers to spoil', async () => {
    const simulator = await start()
    const calls = definitions.find((one) => one.name === name)?.calls ?? []
    expect(calls.length).toBeGreaterThan(0)
    for (const [call] of calls) {
      const [method = 'GET', path = '/'] = call.split(' ')
      await simulator.control.failNext({ as: '502-html', match: { method: method as 'GET' | 'POST', path } })
      const filled = path.replaceAll(/:\w+/g, 'ORDER_1785934800123')
      const spoilt = await fetch(`${simulator.urlOf(name)}${filled}`, { method })
      expect([call, spoilt.status]).toEqual([call, 502])
      const answered = await fetch(`${simulator.urlOf(name)}${filled}`, { method })
      expect([call, answered.status < 500, answered.status === 405]).toEqual([call, true, false])
    }
  })

  it('carries the gateway’s clock in the Date header, skewed when told to', async () => {
    const simulator = await start()
    const dateOf = async () => (await anyCall(simulator, name)).headers.get('date')
    expect(await dateOf()).toBe('Thu, 27 Aug 2026 16:56:58 GMT')
    await simulator.control.configure({ vendor: name, dateSkewMs: 5 * 60_000 })
    expect(await dateOf()).toBe('Thu, 27 Aug 2026 17:01:58 GMT')
  })

  it('turns strangers away, and needs no token', async () => {
    const simulator = await start('a token')
    expect(await statusWithHost(`${simulator.urlOf(name)}/status`, 'evil.example')).toBe(421)
    expect((await anyCall(simulator, name)).status).not.toBe(421)
    const client = createSimulatorClient({ controlUrl: simulator.controlUrl, accessToken: 'a token' })
    expect((await client.calls()).calls.map(({ vendor, state }) => [vendor, state])).toEqual([
      [name, 'answered'],
    ])
  })

  it('holds a reply back, and loses a connection', async () => {
    const simulator = await start()
    await simulator.control.delayNext({ ms: 30_000, when: 'after' })
    const held = anyCall(simulator, name)
    const isHeld = async () => (await simulator.control.calls()).calls.some(({ state }) => state === 'held')
    while (!(await isHeld())) await new Promise(setImmediate)
    await simulator.control.advance({ ms: 30_000 })
    expect(await (await held).text()).not.toBe('')
    await simulator.control.cutNext({ when: 'after' })
    await expect(anyCall(simulator, name)).rejects.toThrow('fetch failed')
  })

  it('has settings and an account that controls change over HTTP', async () => {
    const { controlUrl } = await start()
    const client = createSimulatorClient({ controlUrl })
    expect((await client.configure({ vendor: name, stageMs: 7 })).settings['stageMs']).toBe(7)
    expect((await client.state()).settings[name]).toMatchObject({ stageMs: 7 })
    await expect(client.setAccount({ vendor: name, account: 'nobody' })).rejects.toThrow('no account nobody')
    await client.reset()
    expect((await client.state()).settings[name]).toMatchObject({ stageMs: 2500 })
  })
})

it('a setting with a value it cannot have is refused, and nothing is changed', async () => {
  const { controlUrl } = await start()
  const client = createSimulatorClient({ controlUrl })
  // @ts-expect-error the compiler refuses it, and so does the route
  await expect(client.configure({ vendor: 'paystablecoin', shortPay: 'never' })).rejects.toThrow('400')
  expect((await client.state()).settings['paystablecoin']).toMatchObject({ shortPay: 'waits' })
})
