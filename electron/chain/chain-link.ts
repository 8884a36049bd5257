import type { ChainTrouble, ChainView } from '../../shared/contract/chain.ts'
import type { Mode } from '../../shared/mode.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { endingOf } from '../settings/credentials-view.ts'
import type { Keychain } from '../settings/keychain.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Clock } from '../time/clock.ts'
import { type ChainEvidence, createChainEvidence } from './chain-evidence.ts'
import { type TillChain, troubleOf } from './till-chain.ts'
import { TRON_GRID_URL } from './tron-grid-client.ts'

/** Only live payments are on the chain. */
const MODE = 'live'
/** Twenty noughts, which nobody has a key to: a question that any key may ask, and whose answer is short. */
const NOBODYS_ADDRESS = 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb'

/** What an open till has of it; null without a journal. */
type Looking = { readonly mode: Mode; readonly chain: Pick<TillChain, 'looks' | 'use'> | null }

/** The owner's side of the chain: their own key for TronGrid, tried before it is kept, and whether it is used. */
export type ChainLink = {
  view(): ChainView
  /** Has a till look at the chain, or no longer, as the owner has it now. */
  join(till: Looking): Promise<void>
  /** Looks into the keychain again. */
  refresh(): Promise<void>
  /** Null tries the key that is kept. Errors: `keychainUnavailable`, `invalidInput` when none was given and none is kept. */
  connect(key: string | null): Promise<Result<{ trouble: ChainTrouble | null }>>
  /** Errors: `keychainUnavailable`. */
  forget(): Promise<Result<null>>
}

type Dependencies = {
  readonly keychain: Keychain
  readonly settings: SettingsStore
  readonly clock: Clock
  readonly version: string
  /** Where TronGrid is, for tests: this computer. */
  readonly chainUrl?: string | undefined
  readonly till: () => Looking
  readonly onChange: () => void
}

export function createChainLink(dependencies: Dependencies): ChainLink {
  const { keychain, settings, clock, version, chainUrl = TRON_GRID_URL, till, onChange } = dependencies
  let keyEnding: string | null = null
  /** One for each key: a pause that TronGrid asked for outlasts a change of mode. */
  let known: { readonly key: string; readonly evidence: ChainEvidence } | null = null

  function evidenceWith(key: string): ChainEvidence {
    if (known?.key === key) return known.evidence
    const evidence = createChainEvidence({ baseUrl: chainUrl, apiKey: key, version, clock })
    known = { key, evidence }
    return evidence
  }

  async function storedKey(): Promise<Result<string | null>> {
    const key = await keychain.get(MODE, 'chain-key')
    keyEnding = key.ok ? endingOf(key.value) : null
    return key
  }

  async function join(of: Looking): Promise<void> {
    const isWanted = () => of.mode === MODE && settings.read().chainEvidence
    if (!isWanted()) return of.chain?.use(null)
    const key = await storedKey()
    // A keychain may ask a person first, and the owner may switch it off meanwhile.
    of.chain?.use(isWanted() && key.ok && key.value !== null ? evidenceWith(key.value) : null)
  }

  return {
    view: () => ({ keyEnding, ...(till().chain?.looks() ?? { lookedAt: null, failure: null }) }),
    join,
    refresh: async () => void (await storedKey()),
    async connect(given) {
      const stored = given === null ? await storedKey() : ok(given)
      if (!stored.ok) return stored
      const key = stored.value
      if (key === null) return err({ code: 'invalidInput', field: 'key' })
      const answer = await evidenceWith(key).transfersTo(NOBODYS_ADDRESS, clock.now())
      if (!answer.ok) return ok({ trouble: troubleOf(answer.error) ?? 'noAnswer' })
      const kept = given === null ? ok(null) : await keychain.set(MODE, 'chain-key', key)
      if (!kept.ok) return kept
      keyEnding = endingOf(key)
      await join(till())
      onChange()
      return ok({ trouble: null })
    },
    async forget() {
      const removed = await keychain.remove(MODE, 'chain-key')
      if (!removed.ok) return removed
      keyEnding = null
      known = null
      await join(till())
      onChange()
      return ok(null)
    },
  }
}
