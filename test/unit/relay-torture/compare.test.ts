import { describe, expect, test } from 'vitest'
import { compare } from '../../support/relay-torture/compare.ts'
import { type Evidence, VIOLATIONS, type ViolationKind } from '../../support/relay-torture/evidence.ts'
import { inOrder, withKept, withLog, withLogged, withRelay } from './evidence-in-order.ts'

// A soak that finds nothing proves something only if these checks can find what they look for.

const kindsOf = (evidence: Evidence) => [...new Set(compare(evidence).map(({ kind }) => kind))]

const answeredMore: Evidence = {
  ...inOrder,
  gateways: {
    ...inOrder.gateways,
    callbacks: inOrder.gateways.callbacks.map((one) => (one.number === 4 ? { ...one, answered: 2 } : one)),
  },
}
const payments = (change: Partial<Evidence['payments'][number]>): Evidence => ({
  ...inOrder,
  payments: inOrder.payments.map((one) => (one.number === 2 ? { ...one, ...change } : one)),
})

type Case = { readonly what: string; readonly kind: ViolationKind; readonly evidence: Evidence }

const cases: readonly Case[] = [
  {
    what: 'a callback that was answered is not kept',
    kind: 'lost',
    evidence: withRelay({ kept: inOrder.relay.kept.filter(({ callback }) => callback !== 4) }),
  },
  { what: 'one of two answers stands for nothing', kind: 'lost', evidence: answeredMore },
  { what: 'bytes are kept that nobody sent', kind: 'altered', evidence: withKept(2, { callback: null }) },
  { what: 'an id is missing', kind: 'notDense', evidence: withKept(6, { id: 7 }) },
  { what: 'an id was given twice', kind: 'notDense', evidence: withKept(6, { id: 5 }) },
  {
    what: 'deliveries come out of order',
    kind: 'notDense',
    evidence: withRelay({ kept: inOrder.relay.kept.toReversed() }),
  },
  { what: 'the last ids are gone', kind: 'notDense', evidence: withRelay({ latest: 8 }) },
  {
    what: 'a delivery did not reach the till',
    kind: 'neverSeen',
    evidence: withLog(inOrder.till.log.filter(({ id }) => id !== 2)),
  },
  {
    what: 'a delivery is twice in the log',
    kind: 'loggedTwice',
    evidence: withLog([...inOrder.till.log, ...inOrder.till.log.slice(0, 1)]),
  },
  {
    what: 'a forged callback is verified',
    kind: 'forgedVerified',
    evidence: withLogged(4, { verdict: 'verified' }),
  },
  {
    what: 'a forged callback made the till look',
    kind: 'forgedVerified',
    evidence: withLogged(4, { outcome: 'unchanged' }),
  },
  {
    what: 'a genuine callback is refused',
    kind: 'genuineRefused',
    evidence: withLogged(5, { verdict: 'refused', payment: null }),
  },
  {
    what: 'a genuine callback is taken for another payment',
    kind: 'genuineRefused',
    evidence: withLogged(5, { payment: 1 }),
  },
  { what: 'a look never ended', kind: 'notLookedAt', evidence: withLogged(5, { outcome: 'looking' }) },
  {
    what: 'a look found no gateway',
    kind: 'notLookedAt',
    evidence: withLogged(5, { outcome: 'unanswered' }),
  },
  {
    what: 'a payment is not what its gateway says',
    kind: 'endNotOnce',
    evidence: payments({ found: 'paid' }),
  },
  { what: 'the end of a payment was applied twice', kind: 'endNotOnce', evidence: payments({ ends: 2 }) },
  { what: 'a payment never ended', kind: 'endNotOnce', evidence: payments({ found: 'awaiting', ends: 0 }) },
  {
    what: 'the journal is broken',
    kind: 'journalBroken',
    evidence: { ...inOrder, till: { ...inOrder.till, journalFault: 'event 3: changed' } },
  },
  {
    what: 'more was acknowledged than the till has',
    kind: 'acknowledgedTooFar',
    evidence: { ...inOrder, till: { ...inOrder.till, cursor: 4 } },
  },
  {
    what: 'a gateway was turned away',
    kind: 'wrongAnswer',
    evidence: {
      ...inOrder,
      gateways: { ...inOrder.gateways, wrongAnswers: [{ callback: 2, status: 404 }] },
    },
  },
  {
    what: 'the relay ended',
    kind: 'endedByItself',
    evidence: withRelay({ endedByItself: ['exit code 1'] }),
  },
  { what: 'the relay grew', kind: 'memoryGrew', evidence: withRelay({ peakMb: 301 }) },
]

test('a soak in order has no violation: what came twice is kept twice and took effect once', () => {
  expect(compare(inOrder)).toEqual([])
})

describe('what must not happen is found when', () => {
  test.each(cases)('$what ($kind)', ({ kind, evidence }) => {
    expect(kindsOf(evidence)).toContain(kind)
  })

  test('and every kind has such a case', () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(VIOLATIONS)))
  })
})

test('a violation says what it is about, what was expected and what was found', () => {
  expect(compare(withLogged(4, { verdict: 'verified' }))).toEqual([
    {
      kind: 'forgedVerified',
      about: 'delivery 4, callback 3',
      expected: 'refused',
      found: 'verified, none',
    },
  ])
})
