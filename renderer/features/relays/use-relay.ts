import { useRef, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { RelayLoss } from '../../../shared/contract/relay.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** What became of the last thing that was tried with one mode's relay. */
export type RelayAttempt =
  | { readonly kind: 'none' | 'connecting' | 'connected' | 'forgetting' | 'forgotten' }
  /** Nothing was kept: the relay did not greet. */
  | { readonly kind: 'lost'; readonly reason: RelayLoss }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Connects one mode's till to a relay, or takes it off. One attempt at a time; the token passes through and is never kept here. */
export function useRelay(mode: RealMode) {
  const backend = useBackend()
  const [attempt, setAttempt] = useState<RelayAttempt>({ kind: 'none' })
  const isBusy = useRef(false)

  const run = async (begun: RelayAttempt, ask: () => Promise<RelayAttempt>): Promise<RelayAttempt> => {
    if (isBusy.current) return begun
    isBusy.current = true
    setAttempt(begun)
    const ended = await ask()
    isBusy.current = false
    setAttempt(ended)
    return ended
  }

  /** Null takes the stored token. True when the relay greeted, and address and token were kept. */
  const connect = async (address: string, token: string | null): Promise<boolean> => {
    const ended = await run({ kind: 'connecting' }, async () => {
      const result = await backend.relay.connect({ mode, address, token })
      if (!result.ok) return { kind: 'failed', error: result.error }
      const { loss } = result.value
      return loss === null ? { kind: 'connected' } : { kind: 'lost', reason: loss }
    })
    return ended.kind === 'connected'
  }

  const forget = async (): Promise<void> => {
    await run({ kind: 'forgetting' }, async () => {
      const result = await backend.relay.forget({ mode })
      return result.ok ? { kind: 'forgotten' } : { kind: 'failed', error: result.error }
    })
  }

  return { attempt, connect, forget }
}
