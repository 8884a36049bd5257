import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../../simulator/clock.ts'
import { practiceApiKey } from '../../../simulator/nowpayments/settings.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../simulator/server.ts'
import { createSimulatorClient } from '../../support/simulator-client.ts'
import { aPayment } from './gateway-under-test.ts'

const running: Simulator[] = []

const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator({ clock: createManualClock(), seed: 3, ...options })
  running.push(simulator)
  return simulator
}

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

const create = (simulator: Simulator) =>
  fetch(`${simulator.nowpaymentsUrl}/payment`, {
    method: 'POST',
    headers: { 'x-api-key': practiceApiKey, 'content-type': 'application/json' },
    body: JSON.stringify(aPayment()),
  })

/** fetch forbids the Host header; a rebinding page does not ask for permission. */
const statusWithHost = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('over HTTP', () => {
  it('takes a payment and is driven by the client as in process', async () => {
    const simulator = await start()
    const client = createSimulatorClient({ controlUrl: simulator.controlUrl })
    const id = String((await (await create(simulator)).json()).payment_id)
    expect((await client.pay({ paymentId: id, kind: 'exact' })).charge.status).toBe('confirming')
    await client.advance({ ms: 7500 })
    expect((await client.charges()).charges).toEqual((await simulator.control.charges()).charges)
    expect((await client.state()).charges[0]?.status).toBe('finished')
    await expect(client.pay({ paymentId: '5', kind: 'exact' })).rejects.toThrow('There is no payment 5')
    // @ts-expect-error a kind nobody knows is refused by the compiler, and by the route
    await expect(client.pay({ paymentId: id, kind: 'never' })).rejects.toThrow('400')
  })

  it('loses a reply: the connection ends and the payment exists', async () => {
    const simulator = await start()
    await simulator.control.cutNext({ when: 'after' })
    await expect(create(simulator)).rejects.toThrow('fetch failed')
    expect((await simulator.control.charges()).charges).toHaveLength(1)
    await simulator.control.cutNext({ when: 'before' })
    await expect(create(simulator)).rejects.toThrow('fetch failed')
    expect((await simulator.control.charges()).charges).toHaveLength(1)
    expect((await create(simulator)).status).toBe(201)
  })

  it('carries its own clock in the Date header, skewed when told to', async () => {
    const simulator = await start()
    const dateOf = async () => (await fetch(`${simulator.nowpaymentsUrl}/status`)).headers.get('date')
    expect(await dateOf()).toBe('Thu, 27 Aug 2026 16:56:58 GMT')
    await simulator.control.advance({ ms: 3000 })
    await simulator.control.configure({ dateSkewMs: 5 * 60_000 })
    expect(await dateOf()).toBe('Thu, 27 Aug 2026 17:02:01 GMT')
  })

  it('closes while a reply is held back', async () => {
    const simulator = await startSimulator({ clock: createManualClock() })
    await simulator.control.delayNext({ ms: 60_000 })
    const refused = expect(create(simulator)).rejects.toThrow('fetch failed')
    while ((await simulator.control.charges()).charges.length === 0) await new Promise(setImmediate)
    await simulator.close()
    await refused
  })

  it('says so when the port is taken', async () => {
    const { origin } = await start()
    await expect(startSimulator({ port: Number(new URL(origin).port) })).rejects.toThrow('EADDRINUSE')
  })
})

describe('strangers', () => {
  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:80'])(
    'are turned away when they come as %s',
    async (host) => {
      const { origin } = await start()
      for (const path of ['/nowpayments/v1/status', '/_control/state', '/panel', '/payment/?iid=1']) {
        expect(await statusWithHost(`${origin}${path}`, host)).toBe(421)
      }
    },
  )

  it('cannot post from another origin, or without JSON', async () => {
    const { controlUrl, origin } = await start()
    const post = (headers: Record<string, string>) =>
      fetch(`${controlUrl}/reset`, { method: 'POST', headers, body: '{}' }).then(({ status }) => status)
    const json = { 'content-type': 'application/json' }
    expect(await post({ ...json, origin: 'https://evil.example' })).toBe(403)
    expect(await post({ ...json, origin: 'null' })).toBe(403)
    expect(await post({ 'content-type': 'text/plain' })).toBe(415)
    expect(await post({ ...json, origin })).toBe(200)
    expect(await post(json)).toBe(200)
  })

  it('need the token for controls and panel, not for the gateway itself', async () => {
    const simulator = await start({ accessToken: 'a token&more' })
    const statusOf = async (url: string) => (await fetch(url)).status
    expect(await statusOf(`${simulator.controlUrl}/state`)).toBe(401)
    expect(await statusOf(`${simulator.origin}/panel`)).toBe(401)
    expect(await statusOf(`${simulator.origin}/panel/panel.js`)).toBe(401)
    expect(await statusOf(`${simulator.origin}/panel?token=wrong`)).toBe(401)
    expect(await statusOf(simulator.panelUrl)).toBe(200)
    expect(await statusOf(`${simulator.nowpaymentsUrl}/status`)).toBe(200)
    const client = createSimulatorClient({ controlUrl: simulator.controlUrl, accessToken: 'a token&more' })
    expect((await client.state()).charges).toEqual([])
  })
})

describe('the panel', () => {
  it('is a page without inline code under a strict policy', async () => {
    const simulator = await start({ shopName: '<i>Corner</i>', accessToken: 'secret' })
    const response = await fetch(simulator.panelUrl)
    const text = await response.text()
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(text).toContain('Practice gateway — nothing here is real money')
    expect(text).toContain('&lt;i&gt;Corner&lt;/i&gt;')
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/)
    const paths = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1])
    expect(paths).toEqual(['/panel/panel.css?token=secret', '/panel/panel.js?token=secret'])
    for (const path of paths) expect((await fetch(`${simulator.origin}${path}`)).status).toBe(200)
  })
})
