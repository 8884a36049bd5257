import { describe, expect, it } from 'vitest'
import { VENDORS } from '../../electron/gateways/vendor-registry.ts'
import {
  type Abilities,
  expectError,
  expectOk,
  having,
  type Spoiled,
  type VendorUnderTest,
} from './vendor-under-test.ts'

export function connecting(vendor: () => VendorUnderTest, can: Abilities): void {
  describe('whether the gateway is there', () => {
    it('is one call, and the key does not matter', async () => {
      expectOk(await vendor().gateway.reach())
      expectOk(await vendor().stranger.reach())
      expect(await vendor().callsMade()).toBe(2)
    })

    it.each<[Spoiled, object]>([
      ['badGateway', { code: 'gatewayDown', httpStatus: 502 }],
      ['webPage', { code: 'badReply' }],
      ['empty', { code: 'badReply' }],
      ['rateLimited', { code: 'rateLimited' }],
    ])('is no when it answers with %s', async (how, error) => {
      await vendor().spoilNext(how, 'look')
      expectError(await vendor().gateway.reach(), error, false)
    })

    it('is known within the limit of the call, shorter than the adapter’s own', async () => {
      await vendor().holdNext('look')
      const answer = vendor().gateway.reach({ timeoutMs: 5_000 })
      await expect.poll(() => vendor().callsMade()).toBe(1)
      await vendor().passTime(5_000)
      expectError(await answer, { code: 'gatewayTimeout' }, false)
    })
  })

  describe('the connection test', () => {
    const passed = (steps: readonly string[]) => steps.map((step) => ({ step, error: null }))
    const passedUntil = (step: 'key' | 'coin') => passed(can.steps.slice(0, can.steps.indexOf(step)))

    it('goes through every step and ends with the minimum, where there is one', async () => {
      const { gateway } = vendor()
      const { steps, minimum } = await gateway.testConnection()
      expect(steps).toEqual(passed(can.steps))
      expect(VENDORS.find(({ id }) => id === gateway.id)?.steps).toEqual(can.steps)
      expect(minimum).toBe(can.minimum ? expectOk(await having(gateway, 'minimum')()).value : null)
    })

    it('makes no charge', async () => {
      await vendor().gateway.testConnection()
      expect(await vendor().chargesMade()).toBe(0)
    })

    it('stops at a wrong key', async () => {
      expect(await vendor().stranger.testConnection()).toEqual({
        steps: [...passedUntil('key'), { step: 'key', error: { code: 'wrongKey', mode: 'live' } }],
        minimum: null,
      })
    })

    if (can.coinOff !== null)
      it('stops at a coin that is not enabled', async () => {
        await vendor().disableCoin()
        const { steps } = await vendor().gateway.testConnection()
        expect(steps).toEqual([...passedUntil('coin'), { step: 'coin', error: can.coinOff }])
      })

    it.each<[number, number]>([
      [-10 * 60_000, 600],
      [10 * 60_000, -600],
      [-3_600_000, 3600],
    ])('stops at a clock that is off: the vendor %i ms away', async (ms, skewSeconds) => {
      await vendor().skewClock(ms)
      const { steps } = await vendor().gateway.testConnection()
      expect(steps.map(({ step }) => step)).toEqual(['status', 'clock'])
      const error = steps[1]?.error
      expect(error?.code).toBe('clockWrong')
      // The header is cut to whole seconds.
      if (error?.code === 'clockWrong')
        expect(Math.abs(error.skewSeconds - skewSeconds)).toBeLessThanOrEqual(1)
    })

    it.each([-110_000, 110_000])('is at ease with a clock that is %i ms away', async (ms) => {
      await vendor().skewClock(ms)
      const { steps } = await vendor().gateway.testConnection()
      expect(steps).toEqual(passed(can.steps))
    })

    it.each<[Spoiled, object]>([
      ['badGateway', { code: 'gatewayDown', httpStatus: 502 }],
      ['webPage', { code: 'badReply' }],
      ['rateLimited', { code: 'rateLimited' }],
    ])('stops at the first step when that answers with %s', async (how, error) => {
      await vendor().spoilNext(how, 'look')
      const { steps, minimum } = await vendor().gateway.testConnection()
      expect(steps).toMatchObject([{ step: 'status', error }])
      expect(minimum).toBeNull()
    })
  })
}
