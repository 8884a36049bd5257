import type { MicroUsdt } from '../../shared/money/usdt.ts'
import type { Log } from '../log.ts'
import type { Clock } from '../time/clock.ts'
import type { ChainEvidence } from './chain-evidence.ts'
import type { ChainFailure } from './chain-failure.ts'

/** Two blocks. Only the payment on the screens is looked for, so a whole day of it is a seventh of TronGrid's quota. */
export const LOOK_MS = 6_000
const MAX_WAIT_MS = 60_000
/** A key that is wrong stays wrong until a person comes. */
const WRONG_KEY_WAIT_MS = 10 * 60_000
/** The till's clock may be two minutes ahead of the chain's before it says so; the address is new either way. */
const CLOCK_ALLOWANCE_MS = 2 * 60_000

/** What is on the screens. */
export type Shown = {
  readonly address: string
  /** When its charge was made (ms). */
  readonly since: number
  /** Where many payments share the address, only a transfer of this very amount can be this one's; null: any can. */
  readonly exactly: MicroUsdt | null
}

/** The first payment the chain shows. It is no status of a payment: the gateway alone settles it. */
export type SeenOnChain = {
  readonly transactionId: string
  readonly amount: MicroUsdt
  /** The time of its block (ISO, UTC). */
  readonly at: string
}

export type ChainWatch = {
  /** Looks for this address and no other from now on. `onSeen` is called once at most, and never after `stop`. */
  start(shown: Shown, onSeen: (evidence: SeenOnChain) => void): void
  /** The QR is down. */
  stop(): void
}

type Dependencies = {
  readonly evidence: ChainEvidence
  readonly clock: Clock
  readonly log: Pick<Log, 'info' | 'warn'>
  /** A look ended: null when it was answered, whatever the answer. */
  readonly onLook?: (failure: ChainFailure | null) => void
}

/** Looks while a QR is up. Whatever goes wrong is a line in the log and a longer wait. */
export function createChainWatch({ evidence, clock, log, onLook }: Dependencies): ChainWatch {
  let stopLooking: () => void = () => undefined

  function look(shown: Shown, onSeen: (evidence: SeenOnChain) => void): () => void {
    const stopping = new AbortController()
    let failures = 0
    let lastCode: ChainFailure['code'] | null = null
    let cancelTimer: () => void = () => undefined

    const again = (ms: number) => {
      cancelTimer = clock.after(ms, () => void turn())
    }

    /** Said when it begins and when it changes, not at every look. */
    const failed = (failure: ChainFailure) => {
      if (failure.code !== lastCode) log.warn({ failure }, 'chain not asked')
      lastCode = failure.code
      failures += 1
      onLook?.(failure)
      again(waitAfter(failure, failures))
    }

    async function turn(): Promise<void> {
      const found = await evidence.transfersTo(shown.address, sinceOf(shown), stopping.signal)
      if (stopping.signal.aborted) return
      if (!found.ok) {
        failed(found.error)
        return
      }
      failures = 0
      lastCode = null
      onLook?.(null)
      const first = found.value.transfers.find((one) => isFor(shown, one.amount))
      if (first === undefined) {
        again(LOOK_MS)
        return
      }
      const { transactionId, amount, at } = first
      log.info({ transactionId, at }, 'seen on chain')
      onSeen({ transactionId, amount, at })
    }

    // Nobody pays within the first seconds.
    again(LOOK_MS)
    return () => {
      stopping.abort()
      cancelTimer()
    }
  }

  return {
    start(shown, onSeen) {
      stopLooking()
      stopLooking = look(shown, onSeen)
    },
    stop() {
      stopLooking()
      stopLooking = () => undefined
    },
  }
}

/** At a shared address what came before the charge was somebody else's; a clock that is ahead hides a payment there. */
function sinceOf({ since, exactly }: Shown): number {
  return exactly === null ? since - CLOCK_ALLOWANCE_MS : since
}

function isFor({ exactly }: Shown, amount: MicroUsdt): boolean {
  return exactly === null || amount === exactly
}

/** How long to leave it alone after so many failures in a row. */
function waitAfter(failure: ChainFailure, failures: number): number {
  if (failure.code === 'wrongKey') return WRONG_KEY_WAIT_MS
  const usual = Math.min(LOOK_MS * 2 ** Math.min(failures, 10), MAX_WAIT_MS)
  return failure.code === 'slowDown' ? Math.max(failure.retryAfterMs ?? 0, LOOK_MS) : usual
}
