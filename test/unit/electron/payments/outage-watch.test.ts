import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CallOptions, GatewayFailure } from '../../../../electron/gateways/gateway.ts'
import { createHealthMonitor } from '../../../../electron/gateways/gateway-health.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import { createOutageWatch } from '../../../../electron/gateways/outage-watch.ts'
import type { AppError } from '../../../../shared/app-error.ts'
import { err, ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const DOWN: AppError = { code: 'gatewayDown', httpStatus: 502 }
const immediate = () => new Promise<void>((done) => setImmediate(done))

/** An outage watch before a gateway that answers a probe with whatever `answer` holds at that moment. */
function watched() {
  const clock = createFakeClock()
  const begun = clock.now()
  const probes: { readonly after: number; readonly options: CallOptions | undefined }[] = []
  const done = { inspections: 0, rechecks: 0 }
  const plan: { answer: AppError | null; retryAfterMs: number | null } = { answer: null, retryAfterMs: null }
  const health = createHealthMonitor(clock, (before) => watch.changed(before))
  const watch = createOutageWatch({
    gateway: {
      ...createMissingGateway(),
      async reach(options) {
        probes.push({ after: (clock.now() - begun) / 1_000, options })
        health.note('reach', plan.answer)
        const { answer: error, retryAfterMs } = plan
        return error === null
          ? ok({ value: null, raw: '' })
          : err<GatewayFailure>({ error, maybe: false, raw: null, retryAfterMs })
      },
    },
    health,
    clock,
    random: () => 0.5,
    inspect: async () => {
      done.inspections += 1
    },
    recheck: () => {
      done.rechecks += 1
    },
  })
  return {
    clock,
    health,
    watch,
    probes,
    done,
    plan,
    after: () => probes.map((probe) => probe.after),
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        clock.advance(1_000)
        await immediate()
      }
    },
  }
}

it('asks a quiet gateway once a minute, and one that is heard not at all', async () => {
  const { watch, health, after, pass } = watched()
  watch.start()
  await pass(150)
  expect(after()).toEqual([60, 120])
  for (let minute = 0; minute < 5; minute += 1) {
    health.note('readCharge', null)
    await pass(50)
  }
  expect(after()).toEqual([60, 120])
})

it('asks a failing one after 5, 10, 20 and then every 30 s, with the least urgency and a short limit', async () => {
  const { watch, health, plan, probes, after, pass } = watched()
  watch.start()
  plan.answer = DOWN
  health.note('estimate', DOWN)
  await pass(126)
  expect(after()).toEqual([5, 15, 35, 65, 95, 125])
  expect(probes[0]?.options).toMatchObject({ priority: 'background', timeoutMs: 5_000 })
})

it('keeps the wait that the gateway asked for', async () => {
  const { watch, health, plan, after, pass } = watched()
  watch.start()
  plan.answer = { code: 'rateLimited' }
  plan.retryAfterMs = 90_000
  health.note('estimate', plan.answer)
  await pass(100)
  expect(after()).toEqual([5, 95])
})

it('re-checks once on return, and begins again with 5 s at the next outage', async () => {
  const { watch, health, plan, done, after, pass } = watched()
  watch.start()
  plan.answer = DOWN
  health.note('estimate', DOWN)
  await pass(40)
  plan.answer = null
  await pass(30)
  expect(health.current().state).toBe('ok')
  expect(done.rechecks).toBe(1)
  plan.answer = DOWN
  health.note('estimate', DOWN)
  await pass(6)
  expect(after()).toEqual([5, 15, 35, 65, 75])
})

it('does not ask about everything each time a gateway comes that comes and goes', async () => {
  const { watch, health, done, pass } = watched()
  watch.start()
  for (let second = 0; second < 50; second += 1) {
    health.note('readCharge', DOWN)
    health.note('readCharge', null)
    await pass(1)
  }
  expect(done.rechecks).toBe(2)
  await pass(60)
  expect(done.rechecks).toBe(3)
})

it('looks for the end of a set-up fault with the whole test, and for a missing key not at all', async () => {
  const { watch, health, probes, done, pass } = watched()
  watch.start()
  health.note('estimate', { code: 'wrongKey', mode: 'live' })
  await pass(125)
  expect(done.inspections).toBe(2)
  health.note('estimate', { code: 'notSetUp' })
  await pass(300)
  expect([done.inspections, probes.length]).toEqual([2, 0])
})

it('asks at once after a sleep, also when the clock was set back meanwhile', async () => {
  const { clock, watch, after, pass } = watched()
  watch.start()
  clock.jump(-3_600_000)
  watch.wake()
  await immediate()
  expect(after()).toEqual([-3_600])
  await pass(61)
  expect(after()).toEqual([-3_600, -3_540])
})

it('is silent once it is stopped', async () => {
  const { watch, health, plan, probes, done, pass } = watched()
  watch.start()
  plan.answer = DOWN
  health.note('estimate', DOWN)
  watch.stop()
  health.note('estimate', null)
  watch.wake()
  await pass(600)
  expect([probes.length, done.rechecks]).toEqual([0, 0])
})

it('finds the end of any outage within 45 s and re-checks, with at most one question in five seconds', async () => {
  const answers = fc.array(fc.constantFrom(DOWN, { code: 'rateLimited' } as const, null), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(answers, async (plans) => {
      const { watch, health, plan, done, after, pass } = watched()
      watch.start()
      health.note('estimate', DOWN)
      for (const answer of plans) {
        plan.answer = answer
        await pass(7)
      }
      plan.answer = null
      await pass(45)
      expect(health.current().state).toBe('ok')
      expect(done.rechecks).toBeGreaterThan(0)
      const gaps = after().map((at, index, all) => at - (all[index - 1] ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5)
    }),
    { numRuns: 50 },
  )
})
