import { expect, test } from 'vitest'
import { openJournal } from '../../../../electron/journal/journal.ts'
import { createOwnerActs } from '../../../../electron/journal/owner-acts.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
import { foldJournal } from '../../../../electron/shifts/journal-fold.ts'
import { isoNow } from '../../../../electron/time/clock.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'

test('a conversion is in the journal with who asked for it and what came of it', () => {
  const journal = must(openJournal(':memory:', 'live'))
  const acts = createOwnerActs(journal, createFakeClock())
  const ana = { person: { id: 'p1', name: 'Ana' } }
  const wish = { from: 'usdttrc20', to: 'trx', amount: '50.25' }
  must(acts.conversionAsked(wish, ana))
  must(acts.conversionEnded({ outcome: 'made', conversionId: '42' }))
  expect(journal.entries().map(({ kind, paymentId, body }) => [kind, paymentId, JSON.parse(body)])).toEqual([
    ['conversionAsked', null, { ...wish, ...ana }],
    ['conversionEnded', null, { outcome: 'made', conversionId: '42' }],
  ])
  expect(verifyJournal(journal.database).fault).toBeNull()
  journal.close()
})

test('the shop’s own rate is in the journal with whoever set it, and what held before', () => {
  const journal = must(openJournal(':memory:', 'live'))
  const clock = createFakeClock()
  const acts = createOwnerActs(journal, clock)
  const ana = { person: { id: 'p1', name: 'Ana' } }
  const before = { currency: 'EUR', perUsdt: '0.9184', setAt: isoNow(clock) } as const
  clock.advance(60_000)
  must(acts.rateSet({ rate: '1.5', currency: 'EUR', before }, ana))
  must(acts.rateSet({ rate: null, currency: 'EUR', before }, {}))
  expect(journal.entries().map(({ at, kind, body }) => [at, kind, JSON.parse(body)])).toEqual([
    [isoNow(clock), 'rateSet', { rate: '1.5', currency: 'EUR', before, ...ana }],
    [isoNow(clock), 'rateSet', { rate: null, currency: 'EUR', before }],
  ])
  expect(verifyJournal(journal.database).fault).toBeNull()
  expect(foldJournal(journal.database).fault).toBeNull()
  journal.close()
})
