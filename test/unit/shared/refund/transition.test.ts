import { describe, expect, it } from 'vitest'
import { RefundEvent } from '../../../../shared/refund/event.ts'
import { PayoutStatus } from '../../../../shared/refund/payout.ts'
import { canAbandon, canAbandonNow, canRecord } from '../../../../shared/refund/persons-word.ts'
import { asksPerson, codeStands, isWatched, needsPerson } from '../../../../shared/refund/questions.ts'
import { Refund, RefundStatus } from '../../../../shared/refund/refund.ts'
import { isFree, nextRefundStatuses, transition } from '../../../../shared/refund/transition.ts'
import { at, OTHER_ADDRESS, START } from '../../../support/builders.ts'
import {
  abandoned,
  aPayout,
  asked,
  codeAccepted,
  codeFailed,
  fold,
  intended,
  recorded,
  refundAfter,
  refused,
  searched,
  seen,
  TRANSACTION,
  unsure,
} from './refund-builders.ts'

const minutes = (count: number) => Date.parse(at(count * 60))

describe('a refund', () => {
  it('goes from the intent through the code to the transaction', () => {
    const events = [
      asked(),
      codeAccepted,
      seen({ status: 'processing' }),
      seen({ status: 'sending' }),
      seen({ status: 'finished', vendorStatus: 'FINISHED', transactionId: TRANSACTION }),
    ]
    const statuses = events.map((_, end) => refundAfter(...events.slice(0, end + 1)).status)
    expect(statuses).toEqual(['asked', 'confirmed', 'sending', 'sending', 'finished'])
    const done = refundAfter(...events)
    expect(done).toMatchObject({ transactionId: TRANSACTION, endedAt: at(60), remarks: [] })
    expect(Refund.parse(done)).toEqual(done)
    for (const event of [intended(), ...events]) expect(RefundEvent.parse(event)).toEqual(event)
    expect(isWatched(done, minutes(2))).toBe(false)
  })

  it('has one intent, and nothing before it', () => {
    expect(() => transition(refundAfter(), intended())).toThrow('second intent')
    expect(() => transition(undefined, asked())).toThrow('before the intent')
  })

  it('that the gateway refused gives its money back', () => {
    expect(refundAfter(refused)).toMatchObject({ status: 'refused', endedAt: at(2) })
    expect(isFree(refundAfter(refused).status)).toBe(true)
  })

  it('that was asked for is not refused any more', () => {
    const waiting = refundAfter(asked())
    expect(transition(waiting, refused)).toBe(waiting)
    expect(transition(waiting, unsure)).toBe(waiting)
  })
})

describe('a lost reply', () => {
  it('is doubt, and stays doubt when a search finds nothing', () => {
    const doubt = refundAfter(unsure, searched)
    expect(doubt).toMatchObject({ status: 'unsure', searchedAt: at(3), payout: null })
    expect(needsPerson(doubt)).toBe(true)
    expect(isWatched(doubt, minutes(2))).toBe(true)
    expect(transition(doubt, refused)).toBe(doubt)
    expect(transition(doubt, codeAccepted)).toBe(doubt)
  })

  it.each([
    ['creating', 'asked'],
    ['processing', 'sending'],
    ['finished', 'finished'],
    ['failed', 'failed'],
    ['rejected', 'rejected'],
  ] as const)('is resolved by the payout found: %s', (status, expected) => {
    expect(refundAfter(unsure, searched, asked({ status })).status).toBe(expected)
  })

  it('is not resolved by a payout without our name, or with another one', () => {
    for (const externalId of [null, 'T1-R0008']) {
      const doubt = refundAfter(unsure, asked({ externalId }))
      expect(doubt).toMatchObject({ status: 'unsure', payout: null, remarks: ['mismatch'] })
    }
  })

  it('is resolved by a person, either way, and the gateway may still contradict', () => {
    expect(refundAfter(unsure, recorded)).toMatchObject({ status: 'finished', transactionId: TRANSACTION })
    const given = refundAfter(unsure, abandoned)
    expect(given.status).toBe('abandoned')
    const gone = transition(given, seen({ status: 'finished' }))
    expect(gone).toMatchObject({ status: 'finished', remarks: ['contradicted'] })
  })
})

describe('a failure', () => {
  it('is no end: nothing is free, a person asks the support, and it may still be sent', () => {
    const failed = refundAfter(asked(), codeAccepted, seen({ status: 'failed' }))
    expect(failed).toMatchObject({ status: 'failed', endedAt: null })
    expect([isFree(failed.status), needsPerson(failed), isWatched(failed, minutes(2))]).toEqual([
      false,
      true,
      true,
    ])
    expect(transition(failed, seen({ status: 'finished' })).status).toBe('finished')
    expect(transition(failed, seen({ status: 'rejected' })).status).toBe('failed')
    expect(transition(failed, abandoned).status).toBe('abandoned')
  })

  it('of what was on its way already is one, whatever the gateway calls it', () => {
    for (const status of ['rejected', 'cancelled', 'failed'] as const) {
      expect(refundAfter(asked(), seen({ status: 'sending' }), seen({ status })).status).toBe('failed')
    }
  })

  it('after the end is never swallowed', () => {
    const done = refundAfter(asked(), seen({ status: 'finished' }))
    for (const status of ['failed', 'rejected', 'cancelled'] as const) {
      expect(transition(done, seen({ status }))).toMatchObject({ status: 'finished', remarks: ['reversed'] })
    }
    expect(transition(done, seen({ status: 'sending' })).remarks).toEqual([])
  })
})

it('a look that another one overtook is no news', () => {
  const done = refundAfter(asked(), seen({ status: 'finished', updatedAt: at(30) }))
  expect(transition(done, seen({ status: 'failed', updatedAt: at(29) }))).toBe(done)
  expect(transition(done, seen({ status: 'failed', updatedAt: at(31) })).remarks).toEqual(['reversed'])
  expect(transition(done, seen({ status: 'failed', updatedAt: null })).remarks).toEqual(['reversed'])
})

describe('the code', () => {
  it('has ten tries and an hour', () => {
    const waiting = refundAfter(asked())
    expect(codeStands(waiting, minutes(0))).toEqual({ triesLeft: 10, msLeft: 3_600_000 })
    expect(codeStands(refundAfter(asked(), codeFailed, codeFailed), minutes(59))).toEqual({
      triesLeft: 8,
      msLeft: 60_000,
    })
    expect(codeStands(waiting, minutes(61))?.msLeft).toBe(0)
    const tried = refundAfter(asked(), ...Array(12).fill(codeFailed))
    expect(codeStands(tried, minutes(1))?.triesLeft).toBe(0)
  })

  it('has its hour from the earlier of the two clocks', () => {
    for (const createdAt of [at(-600), at(600), null]) {
      const expected = createdAt === at(-600) ? at(-600) : at(1)
      expect(refundAfter(asked({ createdAt })).payout?.askedAt).toBe(expected)
    }
  })

  it('is not asked for where there is nothing to confirm', () => {
    for (const events of [[], [unsure], [refused], [asked(), codeAccepted], [unsure, abandoned]]) {
      expect(codeStands(refundAfter(...events), minutes(1))).toBeNull()
    }
  })

  it('that was never given ends in a rejection, and the money is free', () => {
    const given = refundAfter(asked(), seen({ status: 'rejected' }))
    expect([given.status, isFree(given.status)]).toEqual(['rejected', true])
  })

  it('is known to have passed when money moves, and not from "waiting"', () => {
    expect(refundAfter(asked(), seen({ status: 'waiting' })).status).toBe('asked')
    expect(refundAfter(asked(), codeFailed, seen({ status: 'processing' })).status).toBe('sending')
  })
})

describe('strange news', () => {
  it.each([
    ['address', { address: OTHER_ADDRESS }],
    ['amount', { amount: '12.500001' }],
    ['coin', { coin: 'usdterc20' }],
    ['name', { externalId: 'somebody-else' }],
  ])('another %s moves nothing', (_what, over) => {
    const before = refundAfter(asked())
    const after = transition(before, seen({ status: 'finished', ...over }))
    expect(after).toEqual({ ...before, remarks: ['mismatch'] })
    expect(needsPerson(after)).toBe(true)
  })

  it('a second payout under one name is an alarm', () => {
    const doubled = refundAfter(asked(), asked({ payoutId: '5000000001', batchId: '5000000714' }))
    expect(doubled).toMatchObject({
      status: 'asked',
      remarks: ['doubled'],
      payout: { payoutId: '5000000000' },
    })
  })

  it('an unknown word is kept, and is neither sent nor not sent', () => {
    const odd = refundAfter(asked(), codeAccepted, seen({ status: 'unknown', vendorStatus: 'ON_HOLD' }))
    expect(odd).toMatchObject({ status: 'confirmed', lastObserved: 'unknown', vendorStatus: 'ON_HOLD' })
  })
})

describe('by hand', () => {
  const byHand = intended({ way: 'byHand' })

  it('is done with its transaction', () => {
    expect(fold(byHand, recorded)).toMatchObject({ status: 'finished', transactionId: TRANSACTION })
  })

  it('can be given up before, and never meets the gateway', () => {
    expect(fold(byHand, abandoned).status).toBe('abandoned')
    expect(fold(byHand, asked())).toMatchObject({ status: 'intended', remarks: ['doubled'] })
    for (const event of [unsure, refused, codeAccepted, codeFailed, searched]) {
      expect(fold(byHand, event)).toEqual(fold(byHand))
    }
  })

  it('a failure sent by hand is not taken back by being called a failure, and is doubled by another transaction', () => {
    const byHandAfter = refundAfter(asked(), seen({ status: 'failed' }), recorded)
    expect(byHandAfter).toMatchObject({ status: 'finished', transactionId: TRANSACTION })
    for (const status of ['failed', 'rejected'] as const) {
      expect(transition(byHandAfter, seen({ status })).remarks).toEqual([])
    }
    const same = seen({ status: 'finished', transactionId: TRANSACTION })
    expect(transition(byHandAfter, same).remarks).toEqual([])
    const other = seen({ status: 'finished', transactionId: 'cd'.repeat(32) })
    expect(transition(byHandAfter, other)).toMatchObject({ remarks: ['doubled'], transactionId: TRANSACTION })
  })

  it('does not end a payout that is in order', () => {
    for (const events of [[], [asked()], [asked(), codeAccepted], [asked(), seen({ status: 'sending' })]]) {
      const refund = refundAfter(...events)
      expect([canRecord(refund, minutes(1)), canAbandon(refund, minutes(1))]).toEqual([false, false])
      expect(transition(refund, recorded)).toBe(refund)
      expect(transition(refund, abandoned)).toBe(refund)
    }
  })

  it('has a transaction id of sixty-four hexadecimal digits', () => {
    for (const transactionId of ['', 'abc', `${TRANSACTION}0`, 'x'.repeat(64)]) {
      expect(RefundEvent.safeParse({ ...recorded, transactionId }).success).toBe(false)
    }
  })
})

describe('what the gateway tells no more of', () => {
  const HOUR = 60
  const later = (event: RefundEvent, count: number): RefundEvent => ({ ...event, at: at(count * 60) })

  it.each([
    ['waits for its code', [asked()], HOUR],
    ['has its code', [asked(), codeAccepted], 24 * HOUR],
    ['is on its way', [asked(), seen({ status: 'sending' })], 24 * HOUR],
  ])('and %s, a person may end once its time is over', (_what, events, wait) => {
    const refund = refundAfter(...events)
    const early = wait - 1
    expect([canRecord(refund, minutes(early)), canAbandon(refund, minutes(early))]).toEqual([false, false])
    expect(transition(refund, later(abandoned, early))).toBe(refund)
    expect([canRecord(refund, minutes(wait)), canAbandon(refund, minutes(wait))]).toEqual([true, true])
    expect(asksPerson(refund, minutes(wait))).toBe(true)
    expect(transition(refund, later(abandoned, wait)).status).toBe('abandoned')
    expect(transition(refund, later(recorded, wait))).toMatchObject({ status: 'finished' })
  })

  it('and was given up, is contradicted by the same word as before', () => {
    const moving = seen({ status: 'sending' })
    const given = refundAfter(asked(), moving, later(abandoned, 25 * HOUR))
    expect(transition(given, moving)).toMatchObject({ status: 'abandoned', remarks: ['contradicted'] })
  })
})

describe('a payout that was given up', () => {
  const given = refundAfter(asked(), seen({ status: 'failed' }), abandoned)
  const days = (count: number) => minutes(count * 24 * 60)

  it('is looked at for seven days more, since the gateway may still send it', () => {
    expect([0, 6, 7, 8].map((count) => isWatched(given, days(count)))).toEqual([true, true, true, false])
    expect(isWatched(refundAfter(unsure, abandoned), days(1))).toBe(true)
  })

  it('is looked at as long as it takes once the gateway contradicts', () => {
    expect(isWatched(transition(given, seen({ status: 'sending' })), days(30))).toBe(true)
  })

  it('is not, where the gateway itself had ended it or nothing was asked of it', () => {
    const ends = [refundAfter(refused), refundAfter(asked(), seen({ status: 'rejected' }))]
    const byHand = fold(intended({ way: 'byHand' }), abandoned)
    expect([...ends, byHand].map((refund) => isWatched(refund, days(1)))).toEqual([false, false, false])
  })
})

describe('doubt is given up', () => {
  it.each([
    ['not before the gateway was searched', refundAfter(unsure), true, false],
    ['after a search', refundAfter(unsure, searched), true, true],
    [
      'after a search that found something strange',
      refundAfter(unsure, asked({ amount: '1.000000' })),
      true,
      true,
    ],
    ['where there is no account to search', refundAfter(unsure), false, true],
    ['as a failure, unsearched', refundAfter(asked(), seen({ status: 'failed' })), true, true],
    ['by hand, unsearched', fold(intended({ way: 'byHand' })), true, true],
  ])('%s', (_what, refund, hasAccount, expected) => {
    expect(canAbandonNow(refund, { now: minutes(1), hasAccount })).toBe(expected)
  })
})

describe('the table of moves', () => {
  it('never leads back to the one status from which the gateway is asked', () => {
    for (const status of RefundStatus.options) expect(nextRefundStatuses[status]).not.toContain('intended')
  })

  it('has no circle', () => {
    const reach = (status: RefundStatus, path: readonly RefundStatus[]): void => {
      expect(path).not.toContain(status)
      for (const next of nextRefundStatuses[status]) reach(next, [...path, status])
    }
    for (const status of RefundStatus.options) reach(status, [])
  })

  it('ends with the money gone, and nowhere else for good', () => {
    const ends = RefundStatus.options.filter((status) => nextRefundStatuses[status].length === 0)
    expect(ends).toEqual(['finished'])
  })

  it('answers every word of the gateway at every status', () => {
    const starts = [[], [unsure], [asked()], [asked(), codeAccepted], [refused], [unsure, abandoned]]
    for (const status of PayoutStatus.options) {
      for (const events of starts) {
        const refund = transition(refundAfter(...events), seen({ status }))
        expect(Refund.parse(refund)).toEqual(refund)
      }
    }
    expect(aPayout().createdAt).toBe(START)
  })
})
