import { ACKNOWLEDGE_PATH, type Acknowledgement } from '../../shared/relay-protocol.ts'
import type { Clock } from '../time/clock.ts'
import { bearer, type Fetch, type RelayAccess } from './relay-connection.ts'

/** Deliveries handled within this time are acknowledged together. */
const TOGETHER_MS = 2_000
const ANSWER_MS = 10_000

export type Acknowledging = {
  /** Everything up to here is kept: the relay will be told soon. */
  handled(upTo: number): void
  stop(): void
}

type Dependencies = RelayAccess & { readonly fetch: Fetch; readonly clock: Clock }

/**
 * Tells the relay what it may forget. One that does not arrive costs nothing but room there: the next one says it too.
 */
export function createAcknowledging({ url, token, fetch, clock }: Dependencies): Acknowledging {
  const stopping = new AbortController()
  let upTo = 0
  let isWaiting = false
  let cancelTimer = () => {}

  const send = async (): Promise<void> => {
    const limit = new AbortController()
    const cancelLimit = clock.after(ANSWER_MS, () => limit.abort())
    const body: Acknowledgement = { upTo }
    try {
      const answered = await fetch(new URL(ACKNOWLEDGE_PATH, url), {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.any([stopping.signal, limit.signal]),
        redirect: 'manual',
      })
      await answered.body?.cancel()
    } catch {
      // See above: the stream says whether the relay is there.
    } finally {
      cancelLimit()
    }
    isWaiting = false
    if (upTo !== body.upTo) arm()
  }

  const arm = (): void => {
    if (isWaiting || stopping.signal.aborted) return
    isWaiting = true
    cancelTimer = clock.after(TOGETHER_MS, () => void send())
  }

  return {
    handled(last) {
      if (last === upTo) return
      upTo = last
      arm()
    },
    stop() {
      stopping.abort()
      cancelTimer()
    },
  }
}
