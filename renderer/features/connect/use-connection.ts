import { useState } from 'react'
import type { AppError } from '../../../shared/app-error.ts'
import type { ConnectionReport } from '../../../shared/contract/gateways.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { failureOf } from './connection-steps.ts'

export type Connection =
  | { readonly kind: 'idle' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'failed'; readonly report: ConnectionReport | null; readonly error: AppError }
  | { readonly kind: 'passed'; readonly report: ConnectionReport }
  | { readonly kind: 'forgotten' }

/** What was typed, by the vendor's names for it. */
export type TypedSecrets = Readonly<Record<string, string>>

/**
 * Runs the connection test of a gateway's environment. Secrets and PINs pass through; they are never kept here. Where a PIN was
 * shown, the form that asked for it says what main refused: the answers hold it.
 */
export function useConnection(gateway: Gateway, mode: RealMode) {
  const backend = useBackend()
  const [connection, setConnection] = useState<Connection>({ kind: 'idle' })

  /** What is not given is taken from the keychain. True when everything passed. */
  const connect = async (secrets: TypedSecrets, word: Word | null): Promise<Result<boolean>> => {
    setConnection({ kind: 'testing' })
    const result = await backend.gateways.connect({ mode, gateway, secrets, word })
    const next = outcomeOf(result)
    setConnection(result.ok || word === null ? next : { kind: 'idle' })
    return result.ok ? ok(next.kind === 'passed') : result
  }

  const forget = async (word: Word | null): Promise<Result<null>> => {
    const result = await backend.gateways.forget({ mode, gateway, word })
    if (result.ok) setConnection({ kind: 'forgotten' })
    else if (word === null) setConnection({ kind: 'failed', report: null, error: result.error })
    return result
  }

  return { connection, connect, forget }
}

type ConnectResult = Awaited<ReturnType<ReturnType<typeof useBackend>['gateways']['connect']>>

function outcomeOf(result: ConnectResult): Connection {
  if (!result.ok) return { kind: 'failed', report: null, error: result.error }
  const error = failureOf(result.value)
  return error ? { kind: 'failed', report: result.value, error } : { kind: 'passed', report: result.value }
}
