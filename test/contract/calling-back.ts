import { describe, expect, it } from 'vitest'
import type { SignedDelivery } from '../../electron/gateways/callback.ts'
import { type Abilities, expectOk, REQUEST, type VendorUnderTest } from './vendor-under-test.ts'

const TEN_MINUTES = 10 * 60_000

export function calledBack(vendor: () => VendorUnderTest, can: Abilities): void {
  /** A charge that was paid, and the callback that came of it. */
  async function paid(): Promise<{ readonly chargeId: string; readonly delivery: SignedDelivery }> {
    const { callbackUrl } = vendor()
    const { chargeId } = expectOk(await vendor().gateway.createCharge({ ...REQUEST, callbackUrl })).value
    return { chargeId, delivery: await vendor().finish(chargeId) }
  }

  describe('a callback', () => {
    it('with the right signature names the charge that is to be looked at', async () => {
      const { chargeId, delivery } = await paid()
      expect(vendor().judge(delivery, 'own')).toMatchObject({ ok: true, lookAt: chargeId })
      expect(expectOk(await vendor().gateway.readCharge(chargeId)).value.status).toBe('finished')
    })

    it.each([
      ['wrong', 'wrongSignature'],
      ['missing', 'noSignature'],
    ] as const)('with its signature %s is refused', async (signature, reason) => {
      const { chargeId } = await paid()
      const delivery = await vendor().sendAgain(chargeId, signature)
      expect(vendor().judge(delivery, 'own')).toEqual({ ok: false, reason })
    })

    it('is refused under another secret, and without one', async () => {
      const { delivery } = await paid()
      expect(vendor().judge(delivery, 'other')).toEqual({ ok: false, reason: 'wrongSignature' })
      expect(vendor().judge(delivery, 'none')).toEqual({ ok: false, reason: 'noSecret' })
    })

    it('is refused when its words were changed on the way', async () => {
      const { delivery } = await paid()
      const text = Buffer.from(delivery.body, 'base64').toString()
      const body = Buffer.from(text.replace(REQUEST.orderId, 'POS1-000124')).toString('base64')
      expect(body).not.toBe(delivery.body)
      expect(vendor().judge({ ...delivery, body }, 'own')).toEqual({ ok: false, reason: 'wrongSignature' })
    })

    it('replayed at once says the same: who looks twice does no harm', async () => {
      const { chargeId, delivery } = await paid()
      const again = await vendor().sendAgain(chargeId, 'right')
      for (const one of [delivery, delivery, again]) {
        expect(vendor().judge(one, 'own')).toMatchObject({ ok: true, lookAt: chargeId })
      }
    })

    it('read late by a till that was away counts: it was new when it came', async () => {
      const { chargeId, delivery } = await paid()
      await vendor().passTime(TEN_MINUTES)
      expect(vendor().judge(delivery, 'own')).toMatchObject({ ok: true, lookAt: chargeId })
    })

    it('caught and sent again later is as good as its vendor dates it', async () => {
      const { chargeId, delivery } = await paid()
      await vendor().passTime(TEN_MINUTES)
      const receivedAt = new Date(vendor().now()).toISOString()
      expect(vendor().judge({ ...delivery, receivedAt }, 'own')).toMatchObject(
        can.datesCallbacks ? { ok: false, reason: 'tooOld' } : { ok: true, lookAt: chargeId },
      )
    })
  })
}
