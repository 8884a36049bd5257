import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prices, reading, refusals } from './asking.ts'
import { calledBack } from './calling-back.ts'
import { creating, lostAnswers, unsafeAnswers } from './charging.ts'
import { connecting } from './connecting.ts'
import type { Abilities, VendorUnderTest } from './vendor-under-test.ts'

/** What every adapter owes the till, whichever vendor it speaks to and as far as that vendor is able. */
export function gatewaySuite(name: string, can: Abilities, setup: () => Promise<VendorUnderTest>): void {
  describe(name, () => {
    let running: VendorUnderTest
    const vendor = () => running
    beforeEach(async () => {
      running = await setup()
    })
    afterEach(() => running.close())

    it('has the methods of its abilities and no others', () => {
      const { estimate, minimum, createHostedCharge } = vendor().gateway
      const has = {
        estimate: estimate !== undefined,
        minimum: minimum !== undefined,
        hostedCharge: createHostedCharge !== undefined,
      }
      expect(can).toMatchObject(has)
    })

    creating(vendor, can)
    unsafeAnswers(vendor, can)
    lostAnswers(vendor, can)
    reading(vendor, can)
    refusals(vendor, can)
    prices(vendor, can)
    connecting(vendor, can)
    calledBack(vendor, can)
  })
}
