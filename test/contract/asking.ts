import { describe, expect, it } from 'vitest'
import { money } from '../../shared/money/money.ts'
import { microUsdt } from '../../shared/money/usdt.ts'
import { Observation } from '../../shared/payment/payment.ts'
import {
  type Abilities,
  type Altered,
  expectError,
  expectOk,
  having,
  NEXT_REQUEST,
  REQUEST,
  type Spoiled,
  type VendorUnderTest,
} from './vendor-under-test.ts'

export function reading(vendor: () => VendorUnderTest, can: Abilities): void {
  describe('a look at a charge', () => {
    it.each(can.statuses)('says %s', async (status) => {
      const { value: charge } = expectOk(await vendor().gateway.createCharge(REQUEST))
      await vendor().setStatus(charge.chargeId, status)
      const { value: seen, raw } = expectOk(await vendor().gateway.readCharge(charge.chargeId))
      expect(Observation.parse(seen)).toEqual(seen)
      expect(seen).toMatchObject({
        status,
        chargeId: charge.chargeId,
        orderId: charge.orderId,
        coin: charge.coin,
        address: charge.address,
        asked: charge.asked,
        parentChargeId: null,
      })
      expect(raw).toContain(seen.vendorStatus)
    })

    it('keeps a word it does not know, as unknown', async () => {
      const { chargeId } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      await vendor().alterNext('unknownStatus', 'look')
      const seen = expectOk(await vendor().gateway.readCharge(chargeId)).value
      expect(seen.status).toBe('unknown')
      expect(can.statuses).not.toContain(seen.vendorStatus)
      expect(seen.vendorStatus).not.toBe('')
    })

    const amounts = [
      ['exact', 0n],
      ['less', -1n],
      ['more', 1n],
    ] as const
    it.each(can.anyAmount ? amounts : amounts.slice(0, 1))('says what came: %s', async (kind, sign) => {
      const { chargeId, asked } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      await vendor().deposit(chargeId, kind)
      const seen = expectOk(await vendor().gateway.readCharge(chargeId)).value
      const difference = microUsdt(seen.received ?? '0.000000') - microUsdt(asked)
      expect(difference === 0n ? 0n : difference / abs(difference)).toBe(sign)
      expect(seen.transactionId).toMatch(/^[0-9a-f]{64}$/)
    })

    if (can.children)
      it('names the children of a repeated deposit, and a child names its parent', async () => {
        const { chargeId } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
        await vendor().deposit(chargeId, 'again')
        const parent = expectOk(await vendor().gateway.readCharge(chargeId)).value
        expect(parent.childChargeIds).toHaveLength(1)
        const child = expectOk(await vendor().gateway.readCharge(parent.childChargeIds[0] ?? '')).value
        expect(child).toMatchObject({ parentChargeId: chargeId, address: parent.address })
      })

    it.each<Altered>(['numbersAsText', 'textAsNumbers'])('is the same with %s', async (how) => {
      const { chargeId } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      const plain = expectOk(await vendor().gateway.readCharge(chargeId)).value
      await vendor().alterNext(how, 'look')
      expect(expectOk(await vendor().gateway.readCharge(chargeId)).value).toEqual(plain)
    })

    it('hands on what does not fit, for the payment to judge', async () => {
      const { chargeId } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      await vendor().alterNext('otherOrder', 'look')
      const other = expectOk(await vendor().gateway.readCharge(chargeId)).value
      expect(other.orderId).not.toBe(REQUEST.orderId)
    })

    if (can.children)
      it('hands on a parent where there should be none', async () => {
        const { chargeId } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
        await vendor().alterNext('parentNamed', 'look')
        const child = expectOk(await vendor().gateway.readCharge(chargeId)).value
        expect(child.parentChargeId).toMatch(/^\d+$/)
      })

    it('at an id that is none is refused, not sent elsewhere', async () => {
      for (const id of ['0', '1/../../status', '../merchant/coins', '', '?x=1']) {
        const answer = await vendor().gateway.readCharge(id)
        expect(answer.ok).toBe(false)
      }
    })
  })
}

export function refusals(vendor: () => VendorUnderTest, can: Abilities): void {
  describe('a refusal', () => {
    it.each<[Spoiled, object, boolean]>([
      ['wrongKey', { code: 'wrongKey', mode: 'live' }, false],
      ['rateLimited', { code: 'rateLimited' }, false],
      ['serverError', { code: 'gatewayDown', httpStatus: can.brokenStatus }, false],
      ['badGateway', { code: 'gatewayDown', httpStatus: 502 }, true],
    ])('%s of create and read', async (how, error, maybe) => {
      const { gateway } = vendor()
      const { chargeId } = expectOk(await gateway.createCharge(REQUEST)).value
      await vendor().spoilNext(how, 'create')
      expectError(await gateway.createCharge(NEXT_REQUEST), error, maybe)
      await vendor().spoilNext(how, 'look')
      expectError(await gateway.readCharge(chargeId), error, false)
    })

    it('of a key nobody knows is one of the key, on every call', async () => {
      const { gateway, stranger } = vendor()
      const { chargeId } = expectOk(await gateway.createCharge(REQUEST)).value
      const error = { code: 'wrongKey', mode: 'live' }
      expectError(await stranger.createCharge(NEXT_REQUEST), error, false)
      expectError(await stranger.readCharge(chargeId), error, false)
      if (can.estimate) expectError(await having(stranger, 'estimate')(REQUEST.price), error, false)
      if (can.minimum) expectError(await having(stranger, 'minimum')(), error, false)
    })
  })
}

export function prices(vendor: () => VendorUnderTest, can: Abilities): void {
  if (can.estimate)
    describe('prices', () => {
      it.each([money(2499, 'EUR'), money(1, 'USD'), money(1250, 'JPY'), money(12_345, 'KWD')])(
        'has an estimate for %j',
        async (price) => {
          const estimate = expectOk(await having(vendor().gateway, 'estimate')(price)).value
          expect(estimate).toBeGreaterThan(0n)
        },
      )

      it('has no rate for a currency that the vendor does not price', async () => {
        const answer = await having(vendor().gateway, 'estimate')(money(1000, 'UYU'))
        expectError(answer, { code: 'noRate', currency: 'UYU' }, false)
      })
    })

  if (can.minimum)
    it('has a minimum', async () => {
      expect(expectOk(await having(vendor().gateway, 'minimum')()).value).toBeGreaterThan(0n)
    })
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
