import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Gateway, GatewayFailure, GatewayResult } from '../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../electron/gateways/missing-gateway.ts'
import { firstBreak } from '../../electron/journal/chain.ts'
import { openJournal } from '../../electron/journal/journal.ts'
import { attemptCharge } from '../../electron/payments/opening/charge-attempt.ts'
import { createPaymentRepository } from '../../electron/payments/payment-repository.ts'
import { createPaymentWatcher } from '../../electron/payments/watching/payment-watcher.ts'
import { REAL_PACE } from '../../electron/payments/watching/watch-schedule.ts'
import type { AppError } from '../../shared/app-error.ts'
import { formatUsdt, type MicroUsdt, microUsdt } from '../../shared/money/usdt.ts'
import type {
  ChargedPayment,
  Observation,
  ObservedStatus,
  PaymentStatus,
} from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { err, ok } from '../../shared/result.ts'
import { ASKED, aCharge, anObservation, aPaymentBase } from '../support/builders.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'

// Machine, journal and watcher against a gateway whose every answer may be missing, old, late or rubbish. The state
// must end up where the money is. `RANDOM_SCHEDULES=10000 npx vitest run random-gateway` is the long run.
const RUNS = Number(process.env['RANDOM_SCHEDULES'] ?? 500)
const MINUTE = 60_000
const asked = microUsdt(ASKED)

const FAULTS = ['none', 'none', 'none', 'old', 'slow', 'garbled', '429', '5xx', 'timeout'] as const
type Fault = (typeof FAULTS)[number]

const schedule = fc.record({
  money: fc.constantFrom<MicroUsdt>(0n, asked, asked - 1n, asked / 2n, asked + 700_000n),
  depositAt: fc.integer({ min: 5_000, max: 12 * MINUTE }),
  stageMs: fc.integer({ min: 3_000, max: 2 * MINUTE }),
  /** A further deposit of the whole amount, which the gateway calls finished: it must never pay for the sale. */
  child: fc.constantFrom('none', 'none', 'usdttrc20', 'trx'),
  childNamesParent: fc.boolean(),
  cancelAt: fc.option(fc.integer({ min: 1_000, max: 4 * MINUTE })),
  expiryMinutes: fc.integer({ min: 1, max: 5 }),
  faults: fc.array(fc.constantFrom<Fault>(...FAULTS), { maxLength: 120 }),
})
type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never

const CHILD = '77'
const STAGES: readonly ObservedStatus[] = ['confirming', 'confirmed', 'sending']

/** What an honest gateway would say `elapsed` milliseconds after the charge was made. */
function truth(
  { money, depositAt, stageMs, child }: Schedule,
  elapsed: number,
  begun: number,
  orderId: string,
): Observation {
  const since = elapsed - depositAt
  const isThere = money > 0n && since >= 0
  const stage = Math.floor(since / stageMs)
  const end = money >= asked ? 'finished' : 'partiallyPaid'
  const status = isThere ? (STAGES[stage] ?? end) : 'waiting'
  const changedAt = isThere ? depositAt + Math.min(stage, STAGES.length) * stageMs : 0
  return anObservation({
    orderId,
    status,
    vendorStatus: status,
    received: formatUsdt(isThere ? money : 0n),
    childChargeIds: child !== 'none' && elapsed > depositAt ? [CHILD] : [],
    gatewayUpdatedAt: new Date(begun + changedAt).toISOString(),
  })
}

/** The child as its own charge: by its words alone it would be as good as the payment itself. */
function childTruth({ child, childNamesParent }: Schedule, orderId: string): Observation {
  const parentChargeId = childNamesParent ? aCharge().chargeId : null
  const said = { chargeId: CHILD, status: 'finished', coin: child, received: ASKED } as const
  return anObservation({ ...said, vendorStatus: 'finished', parentChargeId, orderId })
}

const failed = (error: AppError, raw: string | null = null): GatewayResult<never> =>
  err<GatewayFailure>({ error, maybe: false, raw, retryAfterMs: null })

function unreliableGateway(plan: Schedule, clock: FakeClock, begun: number, orderId: string) {
  const faults = [...plan.faults]
  const told = { money: false }
  const say = (chargeId: string, elapsed: number): GatewayResult<Observation> => {
    if (chargeId === CHILD) {
      const value = childTruth(plan, orderId)
      return ok({ value, raw: JSON.stringify(value) })
    }
    const value = truth(plan, elapsed, begun, orderId)
    if (value.status !== 'waiting') told.money = true
    return ok({ value, raw: JSON.stringify(value) })
  }
  const later = <T>(value: () => T) => new Promise<T>((done) => clock.after(9_000, () => done(value())))
  async function readCharge(chargeId: string): Promise<GatewayResult<Observation>> {
    const elapsed = clock.now() - begun
    switch (faults.shift() ?? 'none') {
      case 'none':
        return say(chargeId, elapsed)
      case 'old':
        return say(chargeId, Math.max(0, elapsed - 90_000))
      case 'slow':
        return later(() => say(chargeId, elapsed))
      case 'garbled':
        return failed({ code: 'badReply', detail: 'no JSON' }, `<html>${elapsed}</html>`)
      case '429':
        return failed({ code: 'rateLimited' })
      case '5xx':
        return failed({ code: 'gatewayDown', httpStatus: 502 })
      case 'timeout':
        return later(() => failed({ code: 'gatewayTimeout' }))
    }
  }
  const gateway: Gateway = {
    ...createMissingGateway(),
    createCharge: async (request) => ok({ value: aCharge({ orderId: request.orderId }), raw: '{}' }),
    readCharge,
  }
  return { gateway, told }
}

const RANK: Partial<Record<PaymentStatus, number>> = {
  awaiting: 0,
  seen: 1,
  confirmed: 2,
  sending: 3,
  short: 4,
  paid: 5,
}
const immediate = () => new Promise<void>((done) => setImmediate(done))

async function run(plan: Schedule) {
  const clock = createFakeClock()
  const begun = clock.now()
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  const repository = createPaymentRepository(opened.value)
  const createdAt = new Date(begun).toISOString()
  const intent = aPaymentBase({ id: crypto.randomUUID(), createdAt })
  const { gateway, told } = unreliableGateway(plan, clock, begun, intent.orderId)
  const steps: { readonly status: PaymentStatus; readonly toldMoney: boolean; readonly after: number }[] = []
  const watcher = createPaymentWatcher({
    repository,
    lineup: { of: () => gateway },
    clock,
    pace: REAL_PACE,
    onScreen: () => intent.id,
    random: () => 0.5,
    onChange(id) {
      const status = repository.find(id)?.status
      if (status) steps.push({ status, toldMoney: told.money, after: clock.now() - begun })
    },
  })
  const { expiryMinutes } = plan
  await attemptCharge(intent, {
    ...{ repository, gateway, clock, expiryMinutes },
    callbackUrl: null,
    isHosted: false,
    onIntent: () => undefined,
  })
  watcher.watch(intent.id)
  for (let elapsed = 0; elapsed < 100 * MINUTE; elapsed += elapsed < 30 * MINUTE ? 5_000 : 30_000) {
    if (plan.cancelAt !== null && elapsed <= plan.cancelAt && plan.cancelAt < elapsed + 5_000) {
      repository.record(intent.id, { kind: 'cancelled', at: new Date(clock.now()).toISOString() })
    }
    clock.advance(begun + elapsed - clock.now())
    await immediate()
  }
  const end = watcher.check(intent.id, 'person')
  clock.advance(10_000)
  await end
  const payment = repository.find(intent.id)
  if (!payment || !isCharged(payment)) throw new Error('no charge')
  const whole = firstBreak(opened.value.entries()) === undefined
  const replayed = repository.replay()[0]
  await watcher.stop()
  opened.value.close()
  return { payment, replayed, whole, steps }
}

function expectTruth(plan: Schedule, payment: ChargedPayment): void {
  expect(payment.received).toBe(formatUsdt(plan.money))
  const isLate = payment.remarks.includes('late')
  if (plan.money === 0n) {
    expect(['expired', 'cancelled']).toContain(payment.status)
    expect(isLate).toBe(false)
    return
  }
  // Money that came is paid, short, or in front of a person: never lost, never taken for more than it is.
  if (payment.status === 'paid') expect(plan.money).toBeGreaterThanOrEqual(asked)
  else if (payment.status === 'short') expect(plan.money).toBeLessThan(asked)
  else expect(isLate).toBe(true)
  if (plan.money > asked) expect(payment.remarks).toContain('overpaid')
  if (plan.money < asked) expect(payment.remarks).toContain('underpaid')
}

// Each schedule is 100 minutes of looks through a real journal in memory, some 20 ms: a few seconds in all.
it(`ends where the money is, whatever the gateway's answers go through (${RUNS} schedules)`, async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (plan) => {
      const { payment, replayed, whole, steps } = await run(plan)
      expectTruth(plan, payment)
      expect(whole).toBe(true)
      expect(replayed).toEqual(payment)
      if (plan.child !== 'none') {
        expect(payment.remarks).toContain(plan.child === 'trx' ? 'wrongAsset' : 'repeated')
        expect(payment.children).toMatchObject([{ coin: plan.child, received: ASKED }])
      }
      const ranks = steps.map(({ status }) => RANK[status]).filter((rank) => rank !== undefined)
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
      // Seen while the QR was up: in time, whatever came after.
      const seenInTime = steps.some(
        (step) => step.toldMoney && step.status !== 'expired' && step.status !== 'cancelled',
      )
      if (seenInTime) expect(['paid', 'short']).toContain(payment.status)
    }),
    { numRuns: RUNS },
  )
}, 3_600_000)
