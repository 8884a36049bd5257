import fc from 'fast-check'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { GatewayFailure } from '../../../../electron/gateways/gateway.ts'
import {
  createHealthMonitor,
  type GatewayCall,
  withHealth,
} from '../../../../electron/gateways/gateway-health.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import type { AppError } from '../../../../shared/app-error.ts'
import { err } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const OUTAGES: readonly AppError[] = [
  { code: 'noNetwork' },
  { code: 'gatewayDown', httpStatus: 502 },
  { code: 'gatewayTimeout' },
  { code: 'rateLimited' },
  { code: 'badReply', detail: 'a web page' },
]
const SET_UP: readonly AppError[] = [
  { code: 'notSetUp' },
  { code: 'wrongKey', mode: 'live' },
  { code: 'coinNotEnabled' },
  { code: 'methodNotOffered' },
  { code: 'apiNotEnabled' },
]
const REFUSALS: readonly AppError[] = [
  { code: 'noRate', currency: 'EUR' },
  { code: 'gatewayRefused', detail: 'no' },
  { code: 'noEstimate', detail: 'no' },
]
const CALLS: readonly GatewayCall[] = [
  'reach',
  'estimate',
  'minimum',
  'createCharge',
  'readCharge',
  'testConnection',
]

function monitored() {
  const clock = createFakeClock()
  const changes: string[] = []
  const monitor = createHealthMonitor(clock, (before) =>
    changes.push(`${before} → ${monitor.current().state}`),
  )
  return { clock, changes, monitor }
}

it.each([...OUTAGES, ...SET_UP])('$code is trouble, told once with the last good answer’s time', (error) => {
  const { clock, changes, monitor } = monitored()
  monitor.note('estimate', null)
  const checkedAt = new Date(clock.now()).toISOString()
  clock.advance(60_000)
  monitor.note('estimate', error)
  monitor.note('estimate', error)
  expect(changes).toEqual(['unknown → ok', 'ok → failing'])
  expect(monitor.current()).toEqual({ state: 'failing', error, checkedAt })
  expect(monitor.heardAt()).toBe(clock.now())
})

it.each(REFUSALS)('$code is an answer of a gateway that works', (error) => {
  const { monitor } = monitored()
  monitor.note('estimate', { code: 'gatewayTimeout' })
  monitor.note('estimate', error)
  expect(monitor.current()).toMatchObject({ state: 'ok', error: null })
})

it.each<[AppError, readonly GatewayCall[]]>([
  [
    { code: 'wrongKey', mode: 'live' },
    ['estimate', 'minimum', 'createCharge', 'readCharge', 'testConnection'],
  ],
  [{ code: 'apiNotEnabled' }, ['estimate', 'minimum', 'createCharge', 'readCharge', 'testConnection']],
  [{ code: 'coinNotEnabled' }, ['createCharge', 'testConnection']],
  [{ code: 'methodNotOffered' }, ['createCharge', 'testConnection']],
  [{ code: 'rateLimited' }, CALLS],
])('$code is over only with an answer that shows it', (error, settling) => {
  const over = CALLS.filter((call) => {
    const { monitor } = monitored()
    monitor.note('createCharge', error)
    monitor.note(call, null)
    return monitor.current().state === 'ok'
  })
  expect(over).toEqual(settling)
})

it('ends well after a whole test that passed, however the answers came before it', () => {
  const answer = fc.tuple(
    fc.constantFrom(...CALLS),
    fc.constantFrom<AppError | null>(null, ...OUTAGES, ...SET_UP, ...REFUSALS),
  )
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 50 }), (answers) => {
      const { clock, changes, monitor } = monitored()
      for (const [call, error] of answers) {
        clock.advance(1_000)
        monitor.note(call, error)
        const { state, error: shown } = monitor.current()
        // Failing has a reason, and nothing else has one.
        expect(shown !== null).toBe(state === 'failing')
      }
      monitor.note('testConnection', null)
      expect(monitor.current()).toEqual({
        state: 'ok',
        error: null,
        checkedAt: new Date(clock.now()).toISOString(),
      })
      // What was told, in order, is what happened: each change begins where the one before it ended.
      const ends = changes.map((change) => change.split(' → '))
      expect(ends.slice(1).map(([before]) => before)).toEqual(ends.slice(0, -1).map(([, now]) => now))
    }),
  )
})

it('learns nothing from a call that the till gave up itself', async () => {
  const { monitor } = monitored()
  const given: GatewayFailure = { error: { code: 'notNow' }, maybe: false, raw: null, retryAfterMs: null }
  const gateway = withHealth(
    {
      ...createMissingGateway(),
      reach: async () => err(given),
      testConnection: async () => ({ steps: [{ step: 'status', error: { code: 'notNow' } }], minimum: null }),
    },
    monitor,
    pino({ level: 'silent' }),
  )
  await gateway.reach()
  await gateway.testConnection()
  expect(monitor.current().state).toBe('unknown')
  expect(monitor.heardAt()).toBeNull()
})

it('takes a wrong clock for a gateway that answers, and not for a key that works', async () => {
  const { monitor } = monitored()
  const clockWrong = { step: 'clock', error: { code: 'clockWrong', skewSeconds: 600 } } as const
  const gateway = withHealth(
    {
      ...createMissingGateway(),
      testConnection: async () => ({ steps: [{ step: 'status', error: null }, clockWrong], minimum: null }),
    },
    monitor,
    pino({ level: 'silent' }),
  )
  await gateway.testConnection()
  expect(monitor.current().state).toBe('ok')
  monitor.note('estimate', { code: 'wrongKey', mode: 'live' })
  await gateway.testConnection()
  expect(monitor.current().error?.code).toBe('wrongKey')
})

it('gives a gateway no ability that it does not have', () => {
  const { monitor } = monitored()
  const { estimate: _estimate, minimum: _minimum, ...plain } = createMissingGateway()
  const { estimate, minimum, readCharge } = withHealth(plain, monitor, pino({ level: 'silent' }))
  expect({ estimate, minimum }).toEqual({ estimate: undefined, minimum: undefined })
  expect(readCharge).toBeDefined()
})
