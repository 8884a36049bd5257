import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changesTerms, termsOf } from '../../../../electron/exports/search/search-table.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { transition } from '../../../../shared/payment/transition.ts'
import { ADDRESS, ASKED, aCharge, anObservation, at, ON_CHAIN } from '../../../support/builders.ts'
import { anyHistory, anyStart } from '../../shared/payment/any-history.ts'

const seen: PaymentEvent = { kind: 'seenOnChain', ...ON_CHAIN }
const sent = { id: 'r', standing: 'sent', amount: ASKED, address: ADDRESS, transactionId: 'Back1' } as const
const refund: PaymentEvent = { kind: 'refund', at: at(90), refund: { ...sent, sentAt: at(90) } }
const told = anObservation({ childChargeIds: ['77'] })
const further = anObservation({ chargeId: '77', parentChargeId: aCharge().chargeId, transactionId: 'Child1' })
const looked: PaymentEvent = { kind: 'observed', at: at(91), source: 'poll', observation: told, raw: '{}' }
const child: PaymentEvent = { kind: 'childObserved', at: at(92), observation: further, raw: '{}' }

it('what a payment is found by is due whenever an event changed it, and not with every event', () => {
  const database = new DatabaseSync(':memory:')
  database.exec('CREATE TABLE asked (number INTEGER, body TEXT)')
  const ask = database.prepare('INSERT INTO asked VALUES (1, ?)')
  const terms = database.prepare(`${termsOf('SELECT number, body FROM asked')} ORDER BY kind, term`)
  const termsBy = (payment: Payment) => {
    database.exec('DELETE FROM asked')
    ask.run(JSON.stringify(payment))
    return terms.all()
  }
  const many = { due: 0, left: 0 }
  const anyEvents = fc
    .tuple(anyHistory, fc.subarray([seen, refund, looked, child]))
    .map((both) => both.flat())
  fc.assert(
    fc.property(anyStart, anyEvents, (start, events) => {
      let payment = start
      for (const event of events) {
        const after = transition(payment, event)
        const isDue = changesTerms(payment, after)
        if (isDue) many.due += 1
        else if (after !== payment) {
          many.left += 1
          expect(termsBy(after)).toEqual(termsBy(payment))
        }
        payment = after
      }
    }),
  )
  database.close()
  expect(many.due).toBeGreaterThan(10)
  expect(many.left).toBeGreaterThan(10)
})
