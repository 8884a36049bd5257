import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentView } from '../../shared/contract/payments.ts'
import type { TillState } from '../../shared/contract/till.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'

// The computer slept with a QR up: whoever opens it again need not be whoever closed it.

const MINUTE = 60_000

let till: PeopleTill
let view: PaymentView

beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
  till.control().people.session.signedIn(till.idOf('ben'))
  const price = { minor: 1825, currency: 'EUR' }
  const input = { attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }
  view = must(await till.call<PaymentView>('payments.start', input))
})
afterEach(() => till.close())

const session = async () => must(await till.call<TillState>('till.state')).session.kind

/** `sleep`: monotonic time stands still meanwhile; `jump`: it goes on. */
async function asleep(how: 'sleep' | 'jump', ms: number): Promise<void> {
  till.clock[how](ms)
  await till.simulator.control.advance({ ms })
}

describe('a till that slept while a customer was to pay', () => {
  it.each(['sleep', 'jump'] as const)(
    'for hours: it is locked, before and after that payment ends (%s)',
    async (how) => {
      await asleep(how, 3 * 60 * MINUTE)
      till.control().wake()
      expect(await session()).toBe('locked')
      const current = () => till.told().payments.current?.payment
      const statusAfterASecond = () => {
        till.clock.advance(1_000)
        return current()?.status
      }
      await expect.poll(statusAfterASecond).toBe('expired')
      expect(current()?.id).toBe(view.payment.id)
      expect(await session()).toBe('locked')
    },
  )

  it.each(['sleep', 'jump'] as const)(
    'for hours, and the system does not say so: the same (%s)',
    async (how) => {
      await asleep(how, 3 * 60 * MINUTE)
      till.clock.advance(15_000)
      await expect.poll(session).toBe('locked')
    },
  )

  it('for less than the lock’s time: whoever was there goes on', async () => {
    await asleep('sleep', 4 * MINUTE)
    till.control().wake()
    expect(await session()).toBe('signedIn')
  })
})
