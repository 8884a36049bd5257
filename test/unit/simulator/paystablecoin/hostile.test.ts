import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../simulator/random.ts'
import { hostileTexts, withHostileValues } from '../hostile-bodies.ts'
import { anOrder, checkout, createPaystablecoinUnderTest } from './gateway-under-test.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const ordersPath = `${checkout}/orders`

describe('hostile calls', () => {
  it('rightly signed, are answered with JSON and never with a failure', async () => {
    const { send } = createPaystablecoinUnderTest()
    const good = anOrder({ callbackUrl: 'https://shop.example/hook' })
    for (const text of [...hostileTexts(), ...withHostileValues(good)]) {
      const { status, json, text: answer } = await send('POST', ordersPath, text)
      const told = { text: text.slice(0, 120), status }
      expect({ ...told, low: status < 500, json: isJson(answer) }).toEqual({ ...told, low: true, json: true })
      expect(json['code']).toMatch(/^(00000|10\d{3}|20\d{3})$/)
    }
  })

  it('of random bytes are refused', async () => {
    const { send } = createPaystablecoinUnderTest()
    const random = createRandom(11)
    for (let at = 0; at < 200; at += 1) {
      const { json } = await send('POST', ordersPath, new Uint8Array(random.bytes(32)))
      expect(json['code']).toBe('10001')
    }
  })

  it('with hostile headers are refused', async () => {
    const { methods } = createPaystablecoinUnderTest()
    for (const timestamp of [
      '',
      ' ',
      '-1',
      '1e13',
      '9'.repeat(13),
      '0'.repeat(13),
      '9'.repeat(400),
      '1785934800.12',
    ]) {
      expect((await methods({ timestamp })).json['code']).toMatch(/^5000[13]$/)
    }
    for (const signature of [
      '',
      '=',
      '!',
      'A'.repeat(10_000),
      '0OS59peLgAMbpQhqIoo2b77ppfZafG9YhGCrOFGWWs=',
    ]) {
      expect((await methods({ signature })).json['code']).toMatch(/^5000[12]$/)
    }
  })

  it('in paths and queries are refused', async () => {
    const { send } = createPaystablecoinUnderTest()
    const paths = [
      `${ordersPath}/%`,
      `${ordersPath}/%00`,
      `${ordersPath}/..%2f..%2fetc`,
      `${ordersPath}/${'A'.repeat(5000)}`,
      `${ordersPath}?page=%`,
      `${ordersPath}?page=1e9&size=-1`,
      `${ordersPath}?size[]=1&size=`,
      '/api/v1/merchants//checkout/orders',
      '/api/v1/merchants/%00/checkout/orders',
      '/api/v1/merchants/__proto__/checkout/payment-methods',
    ]
    for (const path of paths) {
      const { status, json } = await send('GET', path)
      expect({ path, low: status < 500, code: json['code'] }).toEqual({
        path,
        low: true,
        code: expect.stringMatching(/^([1245]0\d{3}|40400)$/),
      })
    }
  })
})
