import { expect, test } from 'vitest'
import { openJournal } from '../../../../electron/journal/journal.ts'
import { createOwnerActs } from '../../../../electron/journal/owner-acts.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
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
