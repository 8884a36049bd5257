import type { Refund } from '../../shared/refund/refund.ts'
import type { Clock } from '../time/clock.ts'

/** Looks again by itself at refunds that something may still come of, one after another. */
export type RefundWatch = {
  /** Somebody can look from now on, or cannot any more; whatever is watched is due at once. */
  resume(): void
  /** There is news about it, or may be. */
  soon(id: string): void
  stop(): void
}

type Dependencies = {
  readonly clock: Clock
  /** Those that a look can bring news of, oldest first. */
  readonly watched: () => readonly Refund[]
  /** The gateway answers nobody who is not signed in. */
  readonly canLook: () => boolean
  readonly look: (id: string) => Promise<Refund | undefined>
}

/** A payout takes a minute or two; a sign-in lasts five. After the first looks once a minute is enough. */
const DELAYS_MS = [2_000, 3_000, 5_000, 5_000, 10_000, 15_000, 20_000, 30_000] as const
const SLOWEST_MS = 60_000

/** Every look is a request, and a search several: two of them are never closer than this. */
const APART_MS = 1_000

type Turn = { readonly status: Refund['status']; readonly looks: number; readonly dueAt: number }

export function createRefundWatch({ clock, watched, canLook, look }: Dependencies): RefundWatch {
  const turns = new Map<string, Turn>()
  let cancelTimer = () => {}
  let isLooking = false
  let isStopped = false

  function delayAfter(looks: number, status: Refund['status']): number {
    // Nothing happens before its code, but that the gateway gives it up; and nothing should after a person did.
    if (status === 'asked' || status === 'abandoned') return SLOWEST_MS
    return DELAYS_MS[looks] ?? SLOWEST_MS
  }

  function arm(): void {
    cancelTimer()
    if (isLooking || isStopped || !canLook()) return
    const next = earliest()
    if (next === undefined) return
    cancelTimer = clock.after(Math.max(APART_MS, next.dueAt - clock.now()), () => void lookAtNext())
  }

  /** Turns of what is over are forgotten; what has none yet is due after its first delay. */
  function earliest(): (Turn & { readonly id: string }) | undefined {
    const refunds = watched()
    const ids = new Set(refunds.map(({ id }) => id))
    for (const id of turns.keys()) if (!ids.has(id)) turns.delete(id)
    const waiting = refunds.map((refund) => ({ id: refund.id, ...turnOf(refund) }))
    return waiting.toSorted((one, other) => one.dueAt - other.dueAt)[0]
  }

  function turnOf({ id, status }: Refund): Turn {
    const known = turns.get(id)
    if (known?.status === status) return known
    const turn = { status, looks: 0, dueAt: clock.now() + delayAfter(0, status) }
    turns.set(id, turn)
    return turn
  }

  async function lookAtNext(): Promise<void> {
    const next = canLook() ? earliest() : undefined
    if (next === undefined || isLooking) return arm()
    if (next.dueAt > clock.now()) return arm()
    isLooking = true
    try {
      const after = await look(next.id)
      const looks = next.looks + 1
      // A status that is new has its own delays from their beginning.
      if (after?.status === next.status) {
        turns.set(next.id, {
          status: after.status,
          looks,
          dueAt: clock.now() + delayAfter(looks, after.status),
        })
      }
    } finally {
      isLooking = false
      arm()
    }
  }

  return {
    resume() {
      for (const { id, status } of watched()) turns.set(id, { status, looks: 0, dueAt: clock.now() })
      arm()
    },
    soon(id) {
      const refund = watched().find((one) => one.id === id)
      if (refund) turns.set(id, { status: refund.status, looks: 0, dueAt: clock.now() + DELAYS_MS[0] })
      arm()
    },
    stop() {
      isStopped = true
      cancelTimer()
    },
  }
}
