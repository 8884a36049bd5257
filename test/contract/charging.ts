import { describe, expect, it, vi } from 'vitest'
import type { CallOptions, GatewayResult } from '../../electron/gateways/gateway.ts'
import { formatUsdt, microUsdt } from '../../shared/money/usdt.ts'
import { Charge } from '../../shared/payment/payment.ts'
import { isPayableTronAddress } from '../../shared/tron/address.ts'
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

export function creating(vendor: () => VendorUnderTest, can: Abilities): void {
  describe('a charge', () => {
    it('can be shown and stored: its address can be paid to, its amount has six decimals', async () => {
      const { value: charge, raw } = expectOk(await vendor().gateway.createCharge(REQUEST))
      expect(Charge.parse(charge)).toEqual(charge)
      expect(isPayableTronAddress(charge.address)).toBe(true)
      expect(charge).toMatchObject({
        gateway: vendor().gateway.id,
        coin: 'usdttrc20',
        orderId: REQUEST.orderId,
      })
      expect(microUsdt(charge.asked)).toBeGreaterThan(0n)
      expect(raw).toContain(charge.address)
    })

    if (can.estimate)
      it('asks what the estimate said', async () => {
        const estimate = expectOk(await having(vendor().gateway, 'estimate')(REQUEST.price)).value
        const charge = expectOk(await vendor().gateway.createCharge(REQUEST)).value
        expect(charge.asked).toBe(formatUsdt(estimate))
      })

    if (!can.estimate)
      it('asks what the price came to, or hardly more', async () => {
        const charge = expectOk(await vendor().gateway.createCharge({ ...REQUEST, usdt: 19_871_516n })).value
        const more = microUsdt(charge.asked) - 19_871_516n
        expect(more).toBeGreaterThanOrEqual(0n)
        // A hundredth of rounding, and the mark by which a vendor knows its payments again.
        expect(more).toBeLessThan(110_000n)
      })

    it('is made once for one call', async () => {
      expectOk(await vendor().gateway.createCharge(REQUEST))
      expect(await vendor().chargesMade()).toBe(1)
    })

    it('asks for more rather than less when the vendor gives more than six decimals', async () => {
      await vendor().alterNext('moreDecimals', 'create')
      const charge = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      const { asked } = expectOk(await vendor().gateway.readCharge(charge.chargeId)).value
      expect(microUsdt(charge.asked)).toBe(microUsdt(asked) + 1n)
    })

    it.each<Altered>(['numbersAsText', 'textAsNumbers'])('is the same with %s', async (how) => {
      await vendor().alterNext(how, 'create')
      const charge = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      expect(Charge.parse(charge)).toEqual(charge)
    })

    it('is not asked for when it was given up before', async () => {
      const before = await vendor().callsMade()
      const options: CallOptions = { signal: AbortSignal.abort() }
      expectError(await vendor().gateway.createCharge(REQUEST, options), { code: 'notNow' }, false)
      expect(await vendor().callsMade()).toBe(before)
    })

    it('below the minimum is refused as too small, and nothing is made', async () => {
      const answer = await vendor().gateway.createCharge({ ...REQUEST, ...vendor().tooSmall })
      expectError(answer, { code: 'amountTooSmall', currency: 'EUR' }, false)
      expect(await vendor().chargesMade()).toBe(0)
    })

    if (can.coinOff !== null)
      it('in a coin that is not enabled is refused as that', async () => {
        await vendor().disableCoin()
        expectError(await vendor().gateway.createCharge(REQUEST), can.coinOff ?? {}, false)
      })
  })
}

export function unsafeAnswers(vendor: () => VendorUnderTest, can: Abilities): void {
  describe('a charge that nobody may pay', () => {
    it.each<[Altered, string]>([
      ['addressNotTron', 'address'],
      ['addressBadChecksum', 'address'],
      ['addressOfContract', 'address'],
      ['addressOfBurn', 'address'],
      ['otherCoin', 'coin'],
      ['otherOrder', 'orderId'],
      ['amountZero', 'amount'],
      // Who prices in other currencies may ask for any amount: the till compares it with its quote.
      ...(can.estimate ? [] : [['amountFarOff', 'amount'] satisfies [Altered, string]]),
    ])('%s: never leaves the adapter, but its text does', async (how, reason) => {
      await vendor().alterNext(how, 'create')
      const failure = expectError(
        await vendor().gateway.createCharge(REQUEST),
        { code: 'unsafeCharge', reason },
        true,
      )
      expect(failure.raw).not.toBeNull()
    })
  })
}

export function lostAnswers(vendor: () => VendorUnderTest, can: Abilities): void {
  describe('a lost answer', () => {
    it('to create, by the time limit, is a maybe: the charge exists', async () => {
      await vendor().holdNext('create')
      const answer = vendor().gateway.createCharge(REQUEST)
      await vi.waitFor(async () => expect(await vendor().chargesMade()).toBe(1))
      await vendor().passTimeLimit()
      expectError(await answer, { code: 'gatewayTimeout' }, true)
    })

    it('to create, by a cut connection, is a maybe: the charge exists', async () => {
      await vendor().cutNext('after', 'create')
      expectError(await vendor().gateway.createCharge(REQUEST), { code: 'gatewayDown' }, true)
      expect(await vendor().chargesMade()).toBe(1)
    })

    it('to create, cut before anything was done, is a maybe too: nobody can tell', async () => {
      await vendor().cutNext('before', 'create')
      expectError(await vendor().gateway.createCharge(REQUEST), { code: 'gatewayDown' }, true)
      expect(await vendor().chargesMade()).toBe(0)
    })

    it('to create, given up by the till under way, is a maybe', async () => {
      await vendor().holdNext('create')
      const cancel = new AbortController()
      const answer = vendor().gateway.createCharge(REQUEST, { signal: cancel.signal })
      await vi.waitFor(async () => expect(await vendor().chargesMade()).toBe(1))
      cancel.abort()
      expectError(await answer, { code: 'notNow' }, true)
    })

    it('to read changes nothing', async () => {
      const { chargeId } = expectOk(await vendor().gateway.createCharge(REQUEST)).value
      await vendor().cutNext('after', 'look')
      expectError(await vendor().gateway.readCharge(chargeId), { code: 'gatewayDown' }, false)
      expectOk(await vendor().gateway.readCharge(chargeId))
    })
  })

  describe('an answer that is none', () => {
    it.each<Spoiled>(['malformed', 'webPage', 'empty', 'huge', 'missingField', 'wrongTypes'])(
      '%s: refused on every call, and a maybe after create',
      async (how) => {
        const { gateway } = vendor()
        const { chargeId } = expectOk(await gateway.createCharge(REQUEST)).value
        await vendor().spoilNext(how, 'create')
        expectError(await gateway.createCharge(NEXT_REQUEST), { code: 'badReply' }, true)
        const looks: (() => Promise<GatewayResult<unknown>>)[] = [
          () => gateway.readCharge(chargeId),
          ...(can.estimate ? [() => having(gateway, 'estimate')(REQUEST.price)] : []),
          ...(can.minimum ? [() => having(gateway, 'minimum')()] : []),
        ]
        for (const look of looks) {
          await vendor().spoilNext(how, 'look')
          expectError(await look(), { code: 'badReply' }, false)
        }
      },
    )
  })
}
