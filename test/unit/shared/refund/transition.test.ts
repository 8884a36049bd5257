import { describe, expect, it } from 'vitest'
import { RefundEvent } from '../../../../shared/refund/event.ts'
import { PayoutStatus } from '../../../../shared/refund/payout.ts'
import { codeStands, isWatched, needsPerson } from '../../../../shared/refund/questions.ts'
import { Refund, RefundStatus } from '../../../../shared/refund/refund.ts'
import {
  canAbandon,
  canRecord,
  isFree,
  nextRefundStatuses,
  transition,
} from '../../../../shared/refund/transition.ts'
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
    expect(isWatched(done)).toBe(false)
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
    expect(isWatched(doubt)).toBe(true)
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
    expect([isFree(failed.status), needsPerson(failed), isWatched(failed)]).toEqual([false, true, true])
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
      expect([canRecord(refund), canAbandon(refund)]).toEqual([false, false])
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
