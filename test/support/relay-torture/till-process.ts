import { join } from 'node:path'
import { pino } from 'pino'
import { openJournal } from '../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../electron/payments/payment-repository.ts'
import { createPaymentWatcher } from '../../../electron/payments/watching/payment-watcher.ts'
import { REAL_PACE } from '../../../electron/payments/watching/watch-schedule.ts'
import { createTillRelay } from '../../../electron/relay/till-relay.ts'
import { type Clock, isoNow } from '../../../electron/time/clock.ts'
import { createSteadyClock, thisComputer } from '../../../electron/time/steady-clock.ts'
import { aCharge, anId, aPaymentBase } from '../builders.ts'
import { createAskedGateway } from './asked-gateway.ts'
import { chargeIdOf, GATEWAY_SECRETS } from './callbacks.ts'
import type { CrashPoint, PlannedPayment } from './plan.ts'
import type { Crash, FromTill, TillOpening, ToTill } from './till-protocol.ts'

// A till without windows, as a process that can die: the journal, the watcher and the relay's client are the real ones.
// It looks only when a callback says so: a till that polls would find by itself what the relay lost.

const DAY_MS = 24 * 3_600_000

const clock = createSteadyClock(thisComputer)
const withoutTimers: Clock = { now: clock.now, after: () => () => undefined }
const tell = (message: FromTill) => process.send?.(message)

/** Dies at the first such point after so many deliveries: no farewell, nothing flushed. */
function createEnd(crash: Crash | null) {
  let deliveries = 0
  return {
    delivered: () => {
      deliveries += 1
    },
    at: (point: CrashPoint) => {
      if (crash?.point === point && deliveries >= crash.deliveries) process.kill(process.pid, 'SIGKILL')
    },
  }
}

function open({ folder, access, payments, crash }: TillOpening) {
  const end = createEnd(crash)
  const journal = openJournal(join(folder, 'journal', 'practice.sqlite'), 'practice')
  if (!journal.ok) throw new Error(JSON.stringify(journal.error))
  const repository = createPaymentRepository(journal.value, ({ event }) => {
    if (event.kind === 'observed') end.at('recorded')
  })
  for (const payment of payments.slice(repository.nextNumber() - 1)) sell(repository, payment)
  const { gateway, answered } = createAskedGateway(
    (ask, payment) => tell({ kind: 'ask', ask, payment }),
    () => end.at('answered'),
  )
  const watcher = createPaymentWatcher({
    lineup: { of: () => gateway },
    ...{ repository, clock: withoutTimers, pace: REAL_PACE, random: Math.random },
    onScreen: () => null,
    onChange: () => undefined,
  })
  const relay = createTillRelay({
    ...{ folder, mode: 'practice', clock, random: Math.random, repository },
    log: pino({ level: 'silent' }),
    watcher: {
      ...watcher,
      check: (id, source) => {
        end.at('noted')
        return watcher.check(id, source)
      },
    },
    secretOf: async (name) => {
      end.delivered()
      end.at('arrived')
      return GATEWAY_SECRETS[name]
    },
    takesShortForm: () => false,
    heard: () => undefined,
    lookAtSibling: async () => true,
    onChange: () => undefined,
  })
  relay.listen(access)
  process.once('exit', () => journal.value.close())
  return { relay, watcher, answered }
}

/** Intent and charge, both now: they are not what is tried here. */
function sell(repository: PaymentRepository, payment: PlannedPayment): void {
  const { number, gateway } = payment
  const id = anId(number)
  const [at, orderId] = [isoNow(clock), `T1-${number}`]
  const inDays = (days: number) => new Date(clock.now() + days * DAY_MS).toISOString()
  const own = { gateway, chargeId: chargeIdOf(payment), orderId, gatewayExpiresAt: inDays(7) }
  const base = aPaymentBase({ id, number, orderId, saleId: anId(number + 500_000), createdAt: at })
  repository.record(id, { kind: 'intended', at, payment: base })
  repository.record(id, { kind: 'charged', at, charge: aCharge(own), expiresAt: inDays(1), raw: '{}' })
}

let till: ReturnType<typeof open> | undefined
process.on('message', (message: ToTill) => {
  switch (message.kind) {
    case 'open':
      till = open(message.opening)
      tell({ kind: 'opened' })
      return
    case 'answer':
      return till?.answered(message.ask, message.status)
    case 'wake':
      return till?.relay.wake()
  }
})
// Let go of, it closes, and ends because nothing is left to do.
process.once('disconnect', () => {
  till?.relay.close()
  void till?.watcher.stop()
})
