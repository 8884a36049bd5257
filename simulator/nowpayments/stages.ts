import type { Chain } from '../chain.ts'
import type { CancelTask, SimulatorClock } from '../clock.ts'
import type { Charge } from './charge.ts'
import type { Payments } from './payments.ts'
import type { Account, Settings } from './settings.ts'

// What happens to a payment after it was made: money arrives, stages pass, time runs out.

export type StageDependencies = {
  clock: SimulatorClock
  chain: Chain
  payments: Payments
  settings: () => Settings
  accountOf: (charge: Charge) => Account
  /** Told after every change of status, so that a callback can be sent. */
  onStatus: (charge: Charge) => void
}

export interface Stages {
  /** Starts the life of a new charge: its first callback, its expiry, and what a sandbox case asks for. */
  open(charge: Charge): void
  /** Goes on with a charge of an earlier start where it was left. */
  resume(charge: Charge): void
  /** A transfer to the charge's address. Returns the charge it counts for: itself, or a new child. */
  receive(charge: Charge, transfer: { coin: string; micro: bigint }): Charge
  canStep(charge: Charge): boolean
  step(charge: Charge): boolean
  finish(charge: Charge): boolean
  setStatus(charge: Charge, status: string): void
  clear(): void
}

const nextStage: Readonly<Record<string, string>> = {
  confirming: 'confirmed',
  confirmed: 'sending',
}

const sandboxDelayMs = 5000

export const createStages = (dependencies: StageDependencies): Stages => {
  const { clock, chain, payments, settings, accountOf, onStatus } = dependencies
  let timers = new Map<string, CancelTask>()

  const cancelTimer = (charge: Charge) => {
    timers.get(charge.id)?.()
    timers.delete(charge.id)
  }

  const setStatus = (charge: Charge, status: string) => {
    cancelTimer(charge)
    charge.status = status
    charge.updatedAt = clock.now()
    onStatus(charge)
    // The callback that says so is the last one.
    if (status === 'expired') charge.hasExpired = true
  }

  const scheduleStep = (charge: Charge) => {
    if (!settings().autoAdvance || !canStep(charge)) return
    timers.set(
      charge.id,
      clock.schedule(settings().stageMs, () => {
        step(charge)
      }),
    )
  }

  const moveTo = (charge: Charge, status: string) => {
    setStatus(charge, status)
    scheduleStep(charge)
  }

  const outcome = (charge: Charge): string => {
    const account = accountOf(charge)
    if (charge.sandboxCase === 'failed') return 'failed'
    if (charge.originType === 'REPEATED') return account.repeatedStatus
    if (charge.originType === 'WRONG_ASSET') return account.wrongAssetStatus
    const lowest = payments.minimum(charge.payCurrency, charge.isFixedRate)
    if (lowest !== null && charge.paidMicro < lowest) return 'failed'
    const covered =
      charge.paidMicro * 10_000n >= charge.payMicro * BigInt(10_000 - account.coveringBasisPoints)
    return covered ? 'finished' : 'partially_paid'
  }

  const step = (charge: Charge): boolean => {
    if (!canStep(charge)) return false
    moveTo(charge, nextStage[charge.status] ?? outcome(charge))
    return true
  }

  const arrive = (charge: Charge, transfer: { coin: string; micro: bigint }) => {
    const deposit = chain.receive({ address: charge.payAddress, at: clock.now(), ...transfer })
    charge.paidMicro = transfer.micro
    charge.payinHash = deposit.hash
    moveTo(charge, 'confirming')
  }

  const receive: Stages['receive'] = (charge, transfer) => {
    const isWrongAsset = transfer.coin !== charge.payCurrency
    const isFirst = charge.paidMicro === 0n && charge.parentId === null
    if (isFirst && !isWrongAsset) {
      arrive(charge, transfer)
      return charge
    }
    const parent = charge.parentId === null ? charge : (payments.find(charge.parentId) ?? charge)
    const originType = transfer.coin === parent.payCurrency ? 'REPEATED' : 'WRONG_ASSET'
    const child = payments.createChild({ parent, ...transfer, originType })
    arrive(child, transfer)
    return child
  }

  // A reset forgets the charges, not what was scheduled for them.
  const isStillWaiting = (charge: Charge) =>
    charge.status === 'waiting' && payments.find(charge.id) === charge

  const runSandboxCase = (charge: Charge) => {
    const micro = charge.sandboxCase === 'partially_paid' ? charge.payMicro / 2n : charge.payMicro
    clock.schedule(sandboxDelayMs, () => {
      if (isStillWaiting(charge)) arrive(charge, { coin: charge.payCurrency, micro })
    })
  }

  const scheduleExpiry = (charge: Charge) => {
    clock.schedule(Math.max(0, charge.validUntil - clock.now()), () => {
      if (isStillWaiting(charge)) setStatus(charge, 'expired')
    })
  }

  const resume = (charge: Charge) => {
    scheduleExpiry(charge)
    scheduleStep(charge)
  }

  const open = (charge: Charge) => {
    onStatus(charge)
    scheduleExpiry(charge)
    if (charge.sandboxCase !== null && accountOf(charge).kind === 'sandbox') runSandboxCase(charge)
  }

  const finish = (charge: Charge): boolean => {
    const isUnpaid = charge.paidMicro === 0n
    if (!isUnpaid && !canStep(charge)) return false
    if (isUnpaid) arrive(charge, { coin: charge.payCurrency, micro: charge.payMicro })
    setStatus(charge, outcome(charge))
    return true
  }

  const clear = () => {
    for (const cancel of timers.values()) cancel()
    timers = new Map()
  }

  return { open, resume, receive, canStep, step, finish, setStatus, clear }
}

const canStep = (charge: Charge): boolean => ['confirming', 'confirmed', 'sending'].includes(charge.status)
