import { createContext, useContext } from 'react'
import type { TillBackend } from '../../shared/contract/contract.ts'

export const BackendContext = createContext<TillBackend | null>(null)

/** Main, as this window may call it. */
export function useBackend(): TillBackend {
  const backend = useContext(BackendContext)
  if (!backend) throw new Error('useBackend: outside of the app')
  return backend
}
