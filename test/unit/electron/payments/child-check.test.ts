import { beforeEach, describe, expect, it } from 'vitest'
import type { Gateway, GatewayResult } from '../../../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import { openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import { createChildCheck } from '../../../../electron/payments/watching/child-check.ts'
import type { Observation } from '../../../../shared/payment/payment.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import { err, ok } from '../../../../shared/result.ts'
import { aCharge, anObservation, aPaymentBase, at, EXPIRES_AT, observed } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const { id } = aPaymentBase()
const never = new AbortController().signal
let repository: PaymentRepository
let asked: string[]

beforeEach(() => {
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  repository = createPaymentRepository(opened.value)
  asked = []
  repository.record(id, { kind: 'intended', at: at(0), payment: aPaymentBase() })
  repository.record(id, { kind: 'charged', at: at(1), charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' })
  repository.record(id, observed({ status: 'finished', childChargeIds: ['1', '2', '3', '4'] }))
})

function gatewayThat(answer: (chargeId: string) => GatewayResult<Observation>): Gateway {
  return {
    ...createMissingGateway(),
    async readCharge(chargeId) {
      asked.push(chargeId)
      return answer(chargeId)
    },
  }
}

const says = (chargeId: string, over: Partial<Observation> = {}) =>
  ok({ value: anObservation({ chargeId, status: 'confirming', ...over }), raw: '{}' })

function check(gateway: Gateway, signal = never) {
  const look = createChildCheck({ repository, lineup: { of: () => gateway }, clock: createFakeClock() })
  return look(id, 'background', signal)
}

function children() {
  const payment = repository.find(id)
  return payment && isCharged(payment) ? payment.children : []
}

describe('further deposits', () => {
  it('are looked at three at a time, again until their last word, and not after it', async () => {
    await check(gatewayThat((chargeId) => says(chargeId)))
    expect(asked).toEqual(['1', '2', '3'])
    await check(gatewayThat((chargeId) => says(chargeId, { status: 'finished' })))
    await check(gatewayThat((chargeId) => says(chargeId, { status: 'failed' })))
    expect(asked).toEqual(['1', '2', '3', '1', '2', '3', '4'])
    expect(children().map(({ status }) => status)).toEqual(['finished', 'finished', 'finished', 'failed'])
  })

  it('are recorded when they say something new, and only then', async () => {
    await check(gatewayThat((chargeId) => says(chargeId)))
    const { length } = repository.history(id)
    await check(gatewayThat((chargeId) => says(chargeId)))
    expect(repository.history(id)).toHaveLength(length)
    await check(gatewayThat((chargeId) => says(chargeId, { received: '7.000000' })))
    expect(repository.history(id)).toHaveLength(length + 3)
  })

  it('count at this address, or where none is said, and not at another', async () => {
    const address = (chargeId: string) => (chargeId === '1' ? 'TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S' : null)
    await check(gatewayThat((chargeId) => says(chargeId, { address: address(chargeId) })))
    expect(children().map(({ chargeId }) => chargeId)).toEqual(['2', '3'])
  })

  it('that cannot be read, or answer for another charge, are left for the next look', async () => {
    const error = { error: { code: 'gatewayTimeout' }, maybe: false, raw: null, retryAfterMs: null } as const
    await check(gatewayThat((chargeId) => (chargeId === '1' ? err(error) : says('other'))))
    expect(children()).toEqual([])
  })

  it('are given up when the till closes', async () => {
    const closing = new AbortController()
    await check(
      gatewayThat((chargeId) => {
        closing.abort()
        return says(chargeId)
      }),
      closing.signal,
    )
    expect(asked).toEqual(['1'])
    expect(children()).toEqual([])
  })

  it('of a payment that is not there, or has no charge, are none', async () => {
    const look = createChildCheck({
      repository,
      lineup: { of: createMissingGateway },
      clock: createFakeClock(),
    })
    await expect(look('nobody', 'background', never)).resolves.toBeUndefined()
  })
})
