import { beforeEach, expect, it } from 'vitest'
import type { NowPaymentsAccount } from '../../../../electron/gateways/nowpayments/account/account.ts'
import { openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import {
  createInvoiceSearch,
  type InvoiceSearch,
} from '../../../../electron/payments/watching/invoice-search.ts'
import type { Observation } from '../../../../shared/payment/payment.ts'
import { ok } from '../../../../shared/result.ts'
import { aCharge, anObservation, aPaymentBase, at, EXPIRES_AT } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'

const { id } = aPaymentBase()
const invoice = { id: '7', url: 'https://nowpayments.io/payment/?iid=7&paymentId=1' }
let repository: PaymentRepository
/** What the gateway's list shows, whatever it was asked for. */
let listed: Observation[]
let lists: number
let looked: string[]
let search: InvoiceSearch

beforeEach(() => {
  repository = createPaymentRepository(must(openJournal(':memory:', 'live')))
  const charge = aCharge({ invoice })
  repository.record(id, { kind: 'intended', at: at(0), payment: aPaymentBase() })
  repository.record(id, { kind: 'charged', at: at(1), charge, expiresAt: EXPIRES_AT, raw: '{}' })
  listed = []
  lists = 0
  looked = []
  const account = {
    signedInUntil: () => EXPIRES_AT,
    payments: async () => {
      lists += 1
      const rows = listed.map((observation) => ({ observation, createdAt: null, originType: null }))
      return ok({ rows, malformed: [], complete: true, missing: 0 })
    },
  } satisfies Pick<NowPaymentsAccount, 'signedInUntil' | 'payments'>
  search = createInvoiceSearch({
    account,
    repository,
    clock: createFakeClock(),
    async lookAtSibling(_payment, chargeId, priority) {
      looked.push(`${chargeId} ${priority}`)
      return true
    },
  })
})

const ofInvoice = (chargeId: string, over: Partial<Observation> = {}) =>
  anObservation({ chargeId, invoiceId: '7', ...over })

it('only others of the very invoice are read, whatever the list shows', async () => {
  const { invoiceId: _none, ...withoutInvoice } = ofInvoice('3')
  listed = [ofInvoice(aCharge().chargeId), ofInvoice('1'), ofInvoice('2', { invoiceId: '8' }), withoutInvoice]
  expect(await search(id)).toBe(true)
  expect(looked).toEqual(['1 background'])
  listed = [ofInvoice(aCharge().chargeId), ofInvoice('2', { invoiceId: '8' })]
  expect(await search(id)).toBe(false)
})

it('at most twenty are read, those that the list says money came for first', async () => {
  listed = Array.from({ length: 30 }, (_, index) => ofInvoice(String(index + 1)))
  listed[29] = ofInvoice('30', { status: 'finished' })
  await search(id)
  expect(looked).toHaveLength(20)
  expect(looked.slice(0, 2)).toEqual(['30 background', '1 background'])
})

it('a payment is searched for once at a time', async () => {
  listed = [ofInvoice('1')]
  expect(await Promise.all([search(id), search(id), search(id)])).toEqual([true, true, true])
  expect({ lists, looked }).toEqual({ lists: 1, looked: ['1 background'] })
  await search(id)
  expect(lists).toBe(2)
})
