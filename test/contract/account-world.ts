import { expect } from 'vitest'
import {
  createNowPaymentsAccount,
  type NowPaymentsAccount,
} from '../../electron/gateways/nowpayments/account/account.ts'
import type { AccountError, AccountFailure } from '../../electron/gateways/nowpayments/account/failure.ts'
import { createNowPayments } from '../../electron/gateways/nowpayments/adapter.ts'
import { createRequestQueue, type RequestQueue } from '../../electron/gateways/request-queue.ts'
import { money } from '../../shared/money/money.ts'
import type { Result } from '../../shared/result.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ADDRESS } from '../support/builders.ts'
import { createSimulatorClient } from '../support/simulator-client.ts'

// The account side over HTTP, against the practice gateway on a clock that stands still until it is moved.

export const API_KEY = 'TESTKEY-TESTKEY-TESTKEY-0000001'
export const EMAIL = 'owner@shop.example'
export const PASSWORD = 'Correct-Horse-1'
export const TIME_LIMIT_MS = 15_000
export const TOKEN_LIFE_MS = 5 * 60_000
/** Since long before anything here. */
export const SINCE = '2026-08-26T00:00:00.000Z'

export const WANTED = {
  externalId: 'T1-R0001',
  address: ADDRESS,
  amount: 12_500_001n,
  description: 'Refund of 0118',
  callbackUrl: null,
}

export type AccountWorld = Awaited<ReturnType<typeof startAccount>>

export async function startAccount() {
  const time = createManualClock()
  const simulator = await startSimulator({
    clock: time,
    seed: 7,
    autoAdvance: false,
    apiKeys: [{ apiKey: API_KEY, email: EMAIL, password: PASSWORD }],
  })
  const clock = { now: time.now, after: time.schedule }
  const control = createSimulatorClient(simulator)
  const inner = createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 })
  let beforeCall: () => Promise<void> = async () => {}
  const queue: RequestQueue = {
    async run(priority, task, signal) {
      await beforeCall()
      return inner.run(priority, task, signal)
    },
  }
  const options = {
    baseUrl: simulator.nowpaymentsUrl,
    apiKey: API_KEY,
    mode: 'live' as const,
    clock,
    version: '0.0.0-test',
    timeoutMs: TIME_LIMIT_MS,
  }
  const account = createNowPaymentsAccount({ ...options, queue })
  const charges = createNowPayments({ ...options, queue: inner })
  const signIn = async (who: NowPaymentsAccount = account) => told(await who.signIn(EMAIL, PASSWORD))

  async function makeCharge(number: number): Promise<string> {
    const made = await charges.createCharge({
      orderId: `POS1-${number}`,
      description: 'x',
      callbackUrl: null,
      price: money(2499, 'EUR'),
      usdt: 27_000_000n,
    })
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value.value.chargeId
  }

  return {
    ...{ simulator, clock, control, account, signIn, makeCharge },
    inPagesOf: (pageSize: number) => createNowPaymentsAccount({ ...options, queue, pageSize }),
    stranger: createNowPaymentsAccount({ ...options, queue, apiKey: 'STRANGE-STRANGE-STRANGE-0000009' }),
    calls: async () => (await control.calls()).calls.length,
    now: () => new Date(clock.now()).toISOString(),
    /** What happens elsewhere before each call of the account's. */
    before(run: () => Promise<void>) {
      beforeCall = run
    },

    /** One second apart. */
    async makeCharges(count: number): Promise<string[]> {
      const ids: string[] = []
      for (let number = 0; number < count; number += 1) {
        ids.push(await makeCharge(number))
        await control.advance({ ms: 1000 })
      }
      return ids
    },

    async makePayout(over: Partial<typeof WANTED> = {}) {
      await signIn()
      const made = told(await account.createPayout({ ...WANTED, ...over }))
      const { batchId, createdAt } = made
      const confirm = (code: string, codesTried = 0) =>
        account.confirmPayout({ batchId, code, askedAt: createdAt ?? '', codesTried })
      return { made, confirm, read: async () => told(await account.readPayout(batchId)) }
    },
  }
}

export function told<T>(result: Result<{ readonly value: T }, AccountFailure>): T {
  if (!result.ok) throw new Error(`the call failed: ${JSON.stringify(result.error)}`)
  return result.value.value
}

export function expectFailure(result: Result<unknown, AccountFailure>, error: AccountError, maybe = false) {
  expect(result).toMatchObject({ ok: false, error: { error, maybe } })
}
