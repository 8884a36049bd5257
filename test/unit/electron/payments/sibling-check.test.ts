import { beforeEach, expect, it } from 'vitest'
import type { CallOptions, Gateway, GatewayResult } from '../../../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import { createSiblingCheck } from '../../../../electron/payments/watching/sibling-check.ts'
import type { Observation } from '../../../../shared/payment/payment.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import { err, ok } from '../../../../shared/result.ts'
import { aCharge, anObservation, aPaymentBase, at, EXPIRES_AT } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'

const { id } = aPaymentBase()
const SIBLING = '9990001'
const invoice = { id: '7', url: 'https://nowpayments.io/payment/?iid=7&paymentId=1' }
let journal: Journal
let repository: PaymentRepository
let asked: (CallOptions | undefined)[]

beforeEach(() => {
  journal = must(openJournal(':memory:', 'live'))
  repository = createPaymentRepository(journal)
  asked = []
  repository.record(id, { kind: 'intended', at: at(0), payment: aPaymentBase() })
  const charge = aCharge({ invoice })
  repository.record(id, { kind: 'charged', at: at(1), charge, expiresAt: EXPIRES_AT, raw: '{}' })
})

function look(answer: GatewayResult<Observation>, refuses?: PaymentRepository['record']): Promise<boolean> {
  const gateway: Gateway = {
    ...createMissingGateway(),
    async readCharge(_id, options) {
      asked.push(options)
      return answer
    },
  }
  const check = createSiblingCheck({
    repository: refuses ? { ...repository, record: refuses } : repository,
    lineup: { of: () => gateway },
    clock: createFakeClock(),
  })
  return check(id, SIBLING, 'background')
}

const says = (over: Partial<Observation> = {}) =>
  ok({
    value: anObservation({ chargeId: SIBLING, invoiceId: '7', status: 'confirming', ...over }),
    raw: '{}',
  })
const known = () => {
  const payment = repository.find(id)
  return payment && isCharged(payment) ? payment.childChargeIds : []
}

it('money that came for it is noted, and then it is looked at with its payment', async () => {
  expect(await look(says())).toBe(true)
  expect(known()).toEqual([SIBLING])
  expect(asked).toMatchObject([{ priority: 'background' }])
  expect(await look(says())).toBe(true)
  expect(asked).toHaveLength(1)
})

it.each([
  ['nobody has paid to it', says({ status: 'waiting', received: null })],
  ['it is of another invoice', says({ invoiceId: '8' })],
])('is answered and nothing is noted when %s', async (_what, answer) => {
  expect(await look(answer)).toBe(true)
  expect(known()).toEqual([])
})

it.each<[string, GatewayResult<Observation>]>([
  [
    'the gateway fails',
    err({
      error: { code: 'gatewayDown', httpStatus: 502 },
      maybe: false,
      raw: null,
      retryAfterMs: null,
    }),
  ],
  ['the answer is about another charge', says({ chargeId: '1' })],
])('is not answered when %s', async (_what, answer) => {
  expect(await look(answer)).toBe(false)
  expect(known()).toEqual([])
})

it('is not answered when the money could not be recorded', async () => {
  expect(await look(says(), () => err({ code: 'journalUnavailable', reason: 'full' }))).toBe(false)
})
