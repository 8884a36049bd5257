import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRandom } from '../../../../simulator/random.ts'
import { startSimulator } from '../../../../simulator/server.ts'
import { practiceApiKey } from '../../../../simulator/usdt-payments/settings.ts'
import { hostileTexts, withHostileValues } from '../hostile-bodies.ts'
import { anOrder, createPath, createUsdtPaymentsUnderTest, hmac } from './gateway-under-test.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('hostile bodies', () => {
  it('signed as they should be, are answered with JSON and never with a failure', async () => {
    const { send } = createUsdtPaymentsUnderTest()
    for (const text of [...hostileTexts(), ...withHostileValues(anOrder())]) {
      const reply = await send('POST', createPath, text)
      expect({ text: text.slice(0, 80), low: reply.status < 500, json: isJson(reply.text) }).toEqual({
        text: text.slice(0, 80),
        low: true,
        json: true,
      })
      if (reply.json['ok'] !== true) expect(reply.status).toBeGreaterThanOrEqual(400)
    }
  })

  it('of random bytes are refused', async () => {
    const { send } = createUsdtPaymentsUnderTest()
    const random = createRandom(11)
    for (let at = 0; at < 200; at += 1) {
      const body = new Uint8Array(random.bytes(32))
      expect((await send('POST', createPath, body)).status).toBe(400)
    }
  })

  it('in the query are refused', async () => {
    const { look } = createUsdtPaymentsUnderTest()
    for (const id of ['%', '%00', '%ff', '..%2f..', '1%27%20OR%201=1', '9'.repeat(5000), '-1', '1.5', '[]']) {
      expect((await look(id)).status).toBe(404)
    }
  })

  it('that never say how long they are, are cut off at the limit', async () => {
    const simulator = await startSimulator({ seed: 3 })
    onTestFinished(() => simulator.close())
    const body = JSON.stringify(anOrder({ description: 'x'.repeat(200_000) }))
    const status = await new Promise((resolve, reject) => {
      const call = request(`${simulator.urlOf('usdt-payments')}${createPath}`, {
        method: 'POST',
        headers: { 'x-api-key': practiceApiKey, 'x-signature': hmac(body), 'transfer-encoding': 'chunked' },
      })
      call.on('response', (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      call.on('error', reject)
      call.end(body)
    })
    expect(status).toBe(413)
    expect((await simulator.control.charges()).charges).toEqual([])
  })
})
