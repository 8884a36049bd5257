import { afterEach, beforeEach, describe } from 'vitest'
import { prices, reading, refusals } from './asking.ts'
import { creating, lostAnswers, unsafeAnswers } from './charging.ts'
import { connecting } from './connecting.ts'
import type { VendorUnderTest } from './vendor-under-test.ts'

/** What every adapter owes the till, whichever vendor it speaks to. */
export function gatewaySuite(name: string, setup: () => Promise<VendorUnderTest>): void {
  describe(name, () => {
    let vendor: VendorUnderTest
    beforeEach(async () => {
      vendor = await setup()
    })
    afterEach(() => vendor.close())

    creating(() => vendor)
    unsafeAnswers(() => vendor)
    lostAnswers(() => vendor)
    reading(() => vendor)
    refusals(() => vendor)
    prices(() => vendor)
    connecting(() => vendor)
  })
}
