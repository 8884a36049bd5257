import { describe, expect, test } from 'vitest'
import {
  FUZZ_VIOLATIONS,
  type FuzzEvidence,
  type FuzzViolationKind,
  judgeFuzz,
} from '../../support/relay-torture/fuzz-evidence.ts'
import { FUZZ_KINDS, fuzzRequest } from '../../support/relay-torture/fuzz-requests.ts'
import { fuzzTill } from '../../support/relay-torture/fuzz-till.ts'
import { mutated, nearMiss } from '../../support/relay-torture/mutations.ts'
import { createDice } from '../../support/torture/dice.ts'

const inOrder: FuzzEvidence = {
  answers: [
    { kind: 'callback', statuses: [200], bodyHash: null, hung: false },
    { kind: 'body', statuses: [200], bodyHash: 'b', hung: false },
    { kind: 'body', statuses: [413], bodyHash: 'c', hung: false },
    { kind: 'stream', statuses: [401], bodyHash: null, hung: false },
    { kind: 'acknowledgement', statuses: [], bodyHash: null, hung: false },
  ],
  kept: ['a', 'b', 'last'],
  acknowledged: 0,
  endedByItself: [],
  complaints: [],
  lastStatus: 200,
  warmMb: 120,
  endMb: 130,
}

const withAnswer = (change: Partial<FuzzEvidence['answers'][number]>): FuzzEvidence => ({
  ...inOrder,
  answers: [...inOrder.answers, { kind: 'stream', statuses: [], bodyHash: null, hung: false, ...change }],
})

type Case = { readonly what: string; readonly kind: FuzzViolationKind; readonly evidence: FuzzEvidence }

const cases: readonly Case[] = [
  { what: 'a guessed token opens a stream', kind: 'accepted', evidence: withAnswer({ statuses: [200] }) },
  {
    what: 'the second of two answers takes something',
    kind: 'accepted',
    evidence: withAnswer({ kind: 'otherChannel', statuses: [404, 200] }),
  },
  { what: 'other bytes are kept', kind: 'notKept', evidence: { ...inOrder, kept: ['a', 'x', 'last'] } },
  { what: 'less is kept than was answered', kind: 'notKept', evidence: { ...inOrder, kept: ['b'] } },
  { what: 'the relay says that it failed', kind: 'failed', evidence: withAnswer({ statuses: [500] }) },
  {
    what: 'the relay logs an error',
    kind: 'failed',
    evidence: { ...inOrder, complaints: ['request failed'] },
  },
  { what: 'a connection hangs', kind: 'hung', evidence: withAnswer({ hung: true }) },
  { what: 'something was acknowledged', kind: 'acknowledged', evidence: { ...inOrder, acknowledged: 1 } },
  { what: 'the relay ended', kind: 'ended', evidence: { ...inOrder, endedByItself: ['exit code 1'] } },
  { what: 'it takes nothing any more', kind: 'deaf', evidence: { ...inOrder, lastStatus: 0 } },
  { what: 'it grew', kind: 'memoryGrew', evidence: { ...inOrder, endMb: 200 } },
]

test('a relay in order has no violation', () => {
  expect(judgeFuzz(inOrder)).toEqual([])
})

describe('what must not happen is found when', () => {
  test.each(cases)('$what ($kind)', ({ kind, evidence }) => {
    expect(judgeFuzz(evidence).map((violation) => violation.kind)).toContain(kind)
  })

  test('and every kind has such a case', () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(FUZZ_VIOLATIONS)))
  })
})

const target = { id: 'I'.repeat(43), token: 'T'.repeat(43) }

test('requests are of every kind, the same for the same seed, and never know a secret they should guess', () => {
  const requests = (seed: number) => {
    const dice = createDice(seed)
    return Array.from({ length: 400 }, (_, index) => fuzzRequest(index + 1, target, dice))
  }
  expect(requests(1)).toEqual(requests(1))
  expect(requests(2)).not.toEqual(requests(1))
  expect(new Set(requests(1).map(({ kind }) => kind))).toEqual(new Set(FUZZ_KINDS))
  for (const { kind, bytes } of requests(1)) {
    expect(bytes).not.toContain(`${target.token}\r\n`)
    if (kind === 'otherChannel') expect(bytes.split('\r\n')[0]).not.toContain(`/in/${target.id}/`)
  }
})

test('what is mutated is always another text, and a near miss another secret', () => {
  const dice = createDice(3)
  for (let count = 0; count < 500; count++) {
    expect(mutated('POST /in/x/nowpayments HTTP/1.1', dice)).not.toBe('POST /in/x/nowpayments HTTP/1.1')
    expect(nearMiss(target.token, dice)).not.toBe(target.token)
  }
})

test('no mutated callback counts at the till unless it still says what was signed', async () => {
  const { wrong, verified, refused } = await fuzzTill(2_000, 7)
  expect(wrong).toEqual([])
  // Changes that mean nothing to a gateway: the channel where it is not signed, blanks around a signature.
  expect(verified).toBeGreaterThan(0)
  expect(refused).toBeGreaterThan(1_600)
})
