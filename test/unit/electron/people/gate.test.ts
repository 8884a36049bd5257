import { expect, it } from 'vitest'
import { createDeskSession } from '../../../../electron/people/desk-session.ts'
import { createGate } from '../../../../electron/people/gate.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import type { Person } from '../../../../shared/people/person.ts'
import { ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const ANA: Person = { id: 'ana', name: 'Ana', role: 'owner', isHere: true }
const KEY = { mode: 'live', gateway: 'nowpayments', secrets: { 'api-key': 'of-somebody-else' }, word: null }

/** A till without people, of before there were any: it has a key of real money. Its keychain says so when it is told to. */
function oldTill() {
  const clock = createFakeClock()
  const { promise: answered, resolve: answer } = Promise.withResolvers<boolean>()
  let people: readonly Person[] = []
  const book = { people: () => people, find: () => undefined, names: () => [] }
  const session = createDeskSession({
    ...{ clock, people: () => people, lockAfterMs: () => 0, isBusy: () => false, onChange: () => undefined },
  })
  const isShown = async () => ok(null)
  const gate = createGate({
    desk: { book, session, pins: { verify: isShown }, problem: () => null },
    ownerPin: { verify: isShown, refresh: async () => void (await answered), state: () => 'none' },
    clock,
    facts: () => ({
      today: '2026-11-21',
      reachesBack: false,
      isShiftOfNow: () => false,
      isTheirZ: () => false,
      discountLimitBasisPoints: 0,
    }),
    whosePayment: () => undefined,
    paymentOfRefund: () => undefined,
    hasLiveKey: () => answered,
    openShift: () => null,
  })
  return {
    gate,
    answer: () => answer(true),
    addFirst() {
      people = [ANA]
    },
  }
}

it.each(['gateways.connect', 'people.add'])(
  'at a till without people lets %s in, unless it has some by the time the keychain answers',
  async (channel) => {
    const old = oldTill()
    const alone = old.gate.admit(channel, KEY)
    old.answer()
    expect(await alone).toEqual(ok(NO_PEOPLE))
    const till = oldTill()
    const late = till.gate.admit(channel, KEY)
    till.addFirst()
    till.answer()
    expect(await late).toEqual({ ok: false, error: { code: 'signInFirst' } })
  },
)
