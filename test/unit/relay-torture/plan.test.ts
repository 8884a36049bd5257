import { expect, test } from 'vitest'
import { bodyOf, callbackIn } from '../../support/relay-torture/callbacks.ts'
import { CRASH_POINTS, ENDS, FORGERIES, planSoak } from '../../support/relay-torture/plan.ts'

const size = { seed: 5, deliveries: 4_000, relayKills: 20, storeKills: 5, tillCrashes: 12 }
const plan = planSoak(size)

test('the same seed gives the same plan, another seed another', () => {
  expect(planSoak(size)).toEqual(plan)
  expect(planSoak({ ...size, seed: 6 })).not.toEqual(plan)
})

test('as many callbacks are sent as were asked for, every one at least once, and some again', () => {
  expect(plan.sends).toHaveLength(size.deliveries)
  expect(new Set(plan.sends)).toEqual(new Set(plan.callbacks))
  expect(plan.callbacks.length).toBeLessThan(size.deliveries)
})

test('every payment ends, each in its own way', () => {
  const ended = plan.callbacks.filter(
    ({ payment, status, forgery }) => forgery === null && status === payment.end,
  )
  expect(new Set(ended.map(({ payment }) => payment))).toEqual(new Set(plan.payments))
  expect(new Set(plan.payments.map(({ end }) => end))).toEqual(new Set(ENDS))
  expect(new Set(plan.payments.map(({ gateway }) => gateway)).size).toBe(3)
})

test('a small share is forged, in every way', () => {
  const forged = plan.callbacks.filter(({ forgery }) => forgery !== null)
  expect(forged.length).toBeGreaterThan(size.deliveries / 100)
  expect(forged.length).toBeLessThan(size.deliveries / 10)
  expect(new Set(forged.map(({ forgery }) => forgery))).toEqual(new Set(FORGERIES))
})

test('everything is killed as often as asked, while callbacks are still to come', () => {
  expect(plan.relayKills).toHaveLength(20)
  expect(plan.storeKills).toHaveLength(5)
  for (const after of [...plan.relayKills.map((kill) => kill.after), ...plan.storeKills]) {
    expect(after).toBeGreaterThan(0)
    expect(after).toBeLessThan(size.deliveries)
  }
  expect(new Set(plan.tillCrashes.map(({ point }) => point))).toEqual(new Set(CRASH_POINTS))
  const taken = plan.tillCrashes.reduce((sum, { deliveries }) => sum + deliveries, 0)
  expect(taken).toBeLessThan(size.deliveries)
})

test('no two callbacks are the same bytes, and each is known by them alone', () => {
  expect(new Set(plan.callbacks.map(bodyOf)).size).toBe(plan.callbacks.length)
  for (const callback of plan.callbacks.slice(0, 100)) {
    const body = bodyOf(callback)
    expect(callbackIn(Buffer.from(body), plan.callbacks)).toBe(callback.number)
    expect(callbackIn(Buffer.from(`${body} `), plan.callbacks)).toBeNull()
  }
  expect(callbackIn(Buffer.from('{}'), plan.callbacks)).toBeNull()
})
