import { describe, expect, it } from 'vitest'
import { createRequestQueue } from '../../../../electron/gateways/request-queue.ts'
import { VENDORS, vendorOf } from '../../../../electron/gateways/vendor-registry.ts'
import { Gateway } from '../../../../shared/relay-protocol.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const PARTS = {
  baseUrl: 'http://127.0.0.1:9',
  mode: 'live',
  clock: createFakeClock(),
  queue: createRequestQueue(),
  version: 'test',
} as const

describe('the vendors', () => {
  it('are the ones the relay takes callbacks for, each once', () => {
    expect(VENDORS.map(({ id }) => id).toSorted()).toEqual(Gateway.options.toSorted())
    for (const id of Gateway.options) expect(vendorOf(id).id).toBe(id)
  })

  it('have a sandbox where the vendor has one', () => {
    const sandboxes = VENDORS.map(({ id, urls }) => [id, urls.sandbox && new URL(urls.sandbox).host])
    expect(Object.fromEntries(sandboxes)).toEqual({
      nowpayments: 'api-sandbox.nowpayments.io',
      paystablecoin: 'api.sandbox.paystablecoin.global',
      'usdt-payments': null,
    })
  })

  it.each(VENDORS.map((vendor) => [vendor.title, vendor] as const))(
    '%s is made of its secrets',
    (_title, vendor) => {
      const secrets = Object.fromEntries(vendor.secrets.map((name) => [name, `${name}-000001`]))
      const gateway = vendor.create(secrets, PARTS)
      expect(gateway.id).toBe(vendor.id)
      expect(vendor.secrets).toContain(vendor.callbackSecret)
      expect(new URL(vendor.urls.live).protocol).toBe('https:')
    },
  )

  it.each(VENDORS.map((vendor) => [vendor.title, vendor] as const))(
    '%s is not set up while one is missing or blank',
    async (_title, vendor) => {
      for (const secrets of [{}, { 'api-key': ' \n', 'merchant-id': null }]) {
        const gateway = vendor.create(secrets, PARTS)
        expect(await gateway.reach()).toMatchObject({ error: { error: { code: 'notSetUp' } } })
      }
    },
  )
})
