import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RequestChannel } from '../../shared/contract/channels.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { ID, inputOf } from '../support/call-samples.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'

// Whoever makes a call may be gone, or be somebody else, before it is answered. A PIN that is tried takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let till: PeopleTill

beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
})
afterEach(() => till.close())

const START = { price: { minor: 1825, currency: 'EUR' }, reference: null, evenIfSame: false }

it.each(['people.lock', 'people.signOut'] as const)(
  'a sale that was begun before %s is charged, is its cashier’s, and is told to nobody but the counter',
  async (leave) => {
    must(await till.signIn('ben'))
    const begun = till.call<PaymentView>('payments.start', { ...START, attempt: crypto.randomUUID() })
    must(await till.call(leave))
    expect(till.told().payments.current).toBeNull()
    const { payment } = must(await begun)
    const { current, recent } = till.told().payments
    expect(current?.payment).toMatchObject({ id: payment.id, status: 'awaiting', cashier: { name: 'ben' } })
    expect(recent).toEqual([])
    expect(till.told().till.session.kind).toBe(leave === 'people.lock' ? 'locked' : 'nobody')
  },
)

const WITH_A_WORD: readonly (readonly [RequestChannel, object])[] = [
  ['people.change', { id: ID, change: { kind: 'leave' } }],
  ['people.setPin', { id: ID, pin: '50928374' }],
  ['gateways.prefer', { order: [] }],
  ['owner.setEarlyRelease', { earlyRelease: { at: 'confirmed', upToMinor: 5000 } }],
]

it.each(WITH_A_WORD)(
  '%s comes to nothing where its owner is gone before their PIN was tried',
  async (channel, sample) => {
    for (const leave of [
      () => till.control().people.session.lock(),
      () => till.control().people.session.signedIn(till.idOf('max')),
    ]) {
      must(await till.signIn('ana'))
      const before = till.events().filter(([kind]) => kind !== 'pinAccepted')
      const answer = till.call(channel, inputOf(channel, sample, till.wordOf('ana')))
      leave()
      expect(await answer).toEqual({ ok: false, error: { code: 'signInFirst' } })
      expect(till.events().filter(([kind]) => kind !== 'pinAccepted')).toEqual(before)
      expect(till.settings.read().earlyRelease).toBeNull()
    }
  },
)

it('what a manager allowed a cashier is not done for whoever takes over meanwhile', async () => {
  must(await till.signIn('ben'))
  const attempt = crypto.randomUUID()
  const closing = till.call('shifts.closeDay', { attempt, word: till.wordOf('max'), reason: 'goes home' })
  till.control().people.session.signedIn(till.idOf('dua'))
  expect(await closing).toEqual({ ok: false, error: { code: 'signInFirst' } })
  expect(till.control().state().shifts.lastZ).toBe(0)
})
