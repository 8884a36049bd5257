import { useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { ConnectionReport } from '../../../shared/contract/gateways.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { failureOf } from './connection-steps.ts'

export type RealMode = 'sandbox' | 'live'

export type Connection =
  | { readonly kind: 'idle' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'failed'; readonly report: ConnectionReport | null; readonly error: AppError }
  | { readonly kind: 'passed'; readonly report: ConnectionReport }
  | { readonly kind: 'forgotten' }

/** Runs the connection test of one environment. Keys pass through; they are never kept here. */
export function useConnection(mode: RealMode) {
  const backend = useBackend()
  const [connection, setConnection] = useState<Connection>({ kind: 'idle' })

  /** Null tests the stored key. True when everything passed. */
  const connect = async (apiKey: string | null, ipnSecret: string | null): Promise<boolean> => {
    setConnection({ kind: 'testing' })
    const result = await backend.credentials.connect({ mode, apiKey, ipnSecret })
    const next = outcomeOf(result)
    setConnection(next)
    return next.kind === 'passed'
  }

  const forget = async (): Promise<void> => {
    const result = await backend.credentials.forget({ mode })
    setConnection(result.ok ? { kind: 'forgotten' } : { kind: 'failed', report: null, error: result.error })
  }

  return { connection, connect, forget }
}

type ConnectResult = Awaited<ReturnType<ReturnType<typeof useBackend>['credentials']['connect']>>

function outcomeOf(result: ConnectResult): Connection {
  if (!result.ok) return { kind: 'failed', report: null, error: result.error }
  const error = failureOf(result.value)
  return error ? { kind: 'failed', report: result.value, error } : { kind: 'passed', report: result.value }
}
