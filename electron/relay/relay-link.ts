import type { z } from 'zod'
import type { relay } from '../../shared/contract/relay.ts'
import type { Mode } from '../../shared/mode.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Credentials } from '../settings/credentials.ts'
import type { RealMode } from '../settings/keychain.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Clock } from '../time/clock.ts'
import type { CallbackPage, CallbackQuery } from './callback-log.ts'
import { testRelay } from './relay-test.ts'
import type { TillRelay } from './till-relay.ts'

export type RelayInput = z.output<typeof relay.connect.input>
export type RelayReport = z.input<typeof relay.connect.output>

/** What an open till has of it; null without a journal. */
type Listening = { readonly mode: Mode; readonly relay: Pick<TillRelay, 'listen' | 'callbacks'> | null }

/** The owner's side of the relay: which one, tried before it is kept, and what came through it. */
export type RelayLink = {
  /** Has a till listen to the relay of its mode, if there is one. */
  join(till: Listening): Promise<void>
  /** Errors: `keychainUnavailable`; `invalidInput` when no token was given for another address than the one it is kept for. */
  connect(input: RelayInput): Promise<Result<RelayReport>>
  forget(mode: RealMode): Promise<Result<null>>
  callbacks(query: CallbackQuery): CallbackPage
}

type Dependencies = {
  readonly settings: SettingsStore
  readonly credentials: Credentials
  readonly clock: Clock
  readonly till: () => Listening
  readonly onChange: () => void
}

export function createRelayLink({ settings, credentials, clock, till, onChange }: Dependencies): RelayLink {
  async function join(of: Listening): Promise<void> {
    const url = of.mode === 'practice' ? null : settings.read().relays[of.mode]
    if (of.mode === 'practice' || url === null) return of.relay?.listen(null)
    const token = await credentials.relayToken(of.mode)
    of.relay?.listen(token === null ? null : { url, token })
  }

  function keepAddress(mode: RealMode, address: string | null): void {
    settings.save({ relays: { ...settings.read().relays, [mode]: address } })
    onChange()
    const open = till()
    if (open.mode === mode) void join(open)
  }

  return {
    join,
    async connect({ mode, address, token }) {
      // Whoever types an address of their own must not be sent the token that is kept.
      const isKnown = address === settings.read().relays[mode]
      const shown = token ?? (isKnown ? await credentials.relayToken(mode) : null)
      if (shown === null) return err(credentials.problem() ?? { code: 'invalidInput', field: 'token' })
      const loss = await testRelay({ url: address, token: shown }, { fetch: globalThis.fetch, clock })
      if (loss !== null) return ok({ loss })
      const kept = token === null ? ok(null) : await credentials.keepRelayToken(mode, token)
      if (!kept.ok) return kept
      keepAddress(mode, address)
      return ok({ loss })
    },
    async forget(mode) {
      const forgotten = await credentials.keepRelayToken(mode, null)
      if (forgotten.ok) keepAddress(mode, null)
      return forgotten
    },
    callbacks: (query) => till().relay?.callbacks(query) ?? { rows: [], hasMore: false },
  }
}
