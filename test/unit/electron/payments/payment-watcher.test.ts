import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { CallPriority, Gateway } from '../../../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import {
  createPaymentWatcher,
  type PaymentWatcher,
} from '../../../../electron/payments/watching/payment-watcher.ts'
import { REAL_PACE } from '../../../../electron/payments/watching/watch-schedule.ts'
import { err, ok } from '../../../../shared/result.ts'
import { aCharge, anId, anObservation, aPaymentBase, at, START } from '../../../support/builders.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'

const MINUTE = 60_000
const immediate = () => new Promise<void>((done) => setImmediate(done))

type Look = {
  readonly chargeId: string
  readonly priority: CallPriority | undefined
  readonly second: number
}

let clock: FakeClock
let journal: Journal
let repository: PaymentRepository
let onScreen: string | null
let isDown: boolean
let looks: Look[]
let watcher: PaymentWatcher

beforeEach(() => {
  clock = createFakeClock(Date.parse(START))
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
  repository = createPaymentRepository(journal)
  onScreen = null
  isDown = false
  looks = []
  watcher = startWatcher()
})
afterEach(async () => {
  await watcher.stop()
  journal.close()
})

function startWatcher(): PaymentWatcher {
  const gateway: Gateway = {
    ...createMissingGateway(),
    async readCharge(chargeId, { priority } = {}) {
      looks.push({ chargeId, priority, second: (clock.now() - Date.parse(START)) / 1000 })
      if (isDown) {
        return err({
          error: { code: 'gatewayDown', httpStatus: 502 },
          maybe: false,
          raw: null,
          retryAfterMs: null,
        })
      }
      return ok({
        value: anObservation({ chargeId, orderId: `order ${chargeId}` }),
        raw: `{"id":"${chargeId}"}`,
      })
    },
  }
  const pace = REAL_PACE
  const dependencies = {
    repository,
    lineup: { of: () => gateway },
    clock,
    pace,
    random: () => 0.5,
    onChange: () => undefined,
  }
  return createPaymentWatcher({ ...dependencies, onScreen: () => onScreen })
}

/** A payment whose charge has the number as its id, begun at START. */
function begin(number: number, isCancelled = false): string {
  const id = anId(number)
  const chargeId = String(number)
  const orderId = `order ${chargeId}`
  repository.record(id, { kind: 'intended', at: START, payment: aPaymentBase({ id, number, orderId }) })
  const charge = aCharge({ chargeId, orderId })
  repository.record(id, { kind: 'charged', at: START, charge, expiresAt: at(1200), raw: '{}' })
  if (isCancelled) repository.record(id, { kind: 'cancelled', at: at(1) })
  return id
}

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1000)
    await immediate()
  }
}

it('looks every four seconds at the payment on the screens, and at parked ones as the rest of the rate allows', async () => {
  const ids = [1, 2, 3, 4, 5, 6].map((number) => begin(number))
  onScreen = ids[0] ?? null
  for (const id of ids) watcher.watch(id)
  await pass(300)
  const of = (chargeId: string) => looks.filter((look) => look.chargeId === chargeId)
  expect(of('1')).toHaveLength(75)
  for (const chargeId of ['2', '3', '4', '5', '6'])
    expect(of(chargeId).length).toBeLessThanOrEqual(300 * (REAL_PACE.counterRate / 5) + 1)
  expect(looks.every(({ priority }) => priority === 'live')).toBe(true)
})

it('looks at start-up at once where somebody waits, and one after the other at the rest, the newest first', async () => {
  for (const number of [1, 2, 3]) begin(number, true)
  onScreen = begin(4)
  begin(5)
  clock.jump(3 * 60 * MINUTE)
  watcher.resume()
  await immediate()
  expect(looks.map(({ chargeId, priority }) => [chargeId, priority])).toEqual([
    ['5', 'background'],
    ['4', 'live'],
  ])
  looks = []
  await pass(6)
  const quiet = looks.filter(({ chargeId }) => Number(chargeId) <= 3)
  expect(quiet.map(({ chargeId, priority }) => [chargeId, priority])).toEqual([
    ['3', 'spare'],
    ['2', 'spare'],
    ['1', 'spare'],
  ])
  expect(quiet.map(({ second }) => second - 10_800)).toEqual([0, 2.5, 5])
})

it('takes up a week of payments a page at a time, and leaves none of it out', async () => {
  for (let number = 1; number <= 50; number += 1) begin(number, true)
  const read = vi.spyOn(repository, 'pageSince')
  clock.jump(24 * 60 * MINUTE)
  watcher.resume()
  expect(read).toHaveBeenCalledTimes(1)
  await pass(50 * 2.5 + 1)
  expect(read).toHaveBeenCalledTimes(3)
  const newestFirst = Array.from({ length: 50 }, (_, place) => String(50 - place))
  expect(looks.map(({ chargeId }) => chargeId)).toEqual(newestFirst)
})

it('does not repeat what was looked at already when the till wakes, but does what is overdue by the clock', async () => {
  for (const number of [1, 2, 3]) begin(number, true)
  clock.jump(24 * 60 * MINUTE)
  watcher.resume()
  await pass(10)
  expect(looks).toHaveLength(3)
  watcher.resume()
  await pass(10)
  expect(looks).toHaveLength(3)
  clock.jump(2 * 60 * MINUTE)
  watcher.resume()
  await pass(10)
  expect(looks).toHaveLength(6)
})

it('looks again after an outage, without waiting for the pauses to end', async () => {
  begin(1, true)
  clock.jump(24 * 60 * MINUTE)
  isDown = true
  watcher.resume()
  await pass(1)
  isDown = false
  watcher.resume()
  await pass(1)
  expect(looks).toHaveLength(2)
  expect(watcher.checkState(anId(1)).error).toBeNull()
})

it('stops an hour after the gateway', async () => {
  watcher.watch(begin(1, true))
  for (let minute = 0; minute < 8 * 24 * 60; minute += 10) {
    clock.advance(10 * MINUTE)
    await immediate()
  }
  const last = looks.at(-1)?.second ?? 0
  expect(last).toBeGreaterThan((7 * 24 - 1) * 3600)
  expect(last).toBeLessThanOrEqual((7 * 24 + 2) * 3600)
})
