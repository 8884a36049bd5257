import { useRef, useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { ChainTrouble } from '../../../shared/contract/chain.ts'
import { useBackend } from '../../stores/backend-context.ts'

/** What became of the last thing that was tried with the key. */
export type ChainAttempt =
  | { readonly kind: 'none' | 'testing' | 'works' | 'forgetting' | 'forgotten' }
  /** TronGrid did not take it: nothing was kept. */
  | { readonly kind: 'refused'; readonly trouble: ChainTrouble }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Tries the owner's key, or forgets it. One attempt at a time; the key passes through and is never kept here. */
export function useChain() {
  const backend = useBackend()
  const [attempt, setAttempt] = useState<ChainAttempt>({ kind: 'none' })
  const isBusy = useRef(false)

  const run = async (begun: ChainAttempt, ask: () => Promise<ChainAttempt>): Promise<ChainAttempt> => {
    if (isBusy.current) return begun
    isBusy.current = true
    setAttempt(begun)
    const ended = await ask()
    isBusy.current = false
    setAttempt(ended)
    return ended
  }

  /** Null tries the one that is kept. True when TronGrid took it. */
  const connect = async (key: string | null): Promise<boolean> => {
    const ended = await run({ kind: 'testing' }, async () => {
      const result = await backend.chain.connect({ key })
      if (!result.ok) return { kind: 'failed', error: result.error }
      const { trouble } = result.value
      return trouble === null ? { kind: 'works' } : { kind: 'refused', trouble }
    })
    return ended.kind === 'works'
  }

  const forget = async (): Promise<void> => {
    await run({ kind: 'forgetting' }, async () => {
      const result = await backend.chain.forget()
      return result.ok ? { kind: 'forgotten' } : { kind: 'failed', error: result.error }
    })
  }

  return { attempt, connect, forget }
}
