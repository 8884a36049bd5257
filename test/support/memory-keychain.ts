import { createKeychain, type Keychain, type Keytar } from '../../electron/settings/keychain.ts'
import type { FakeClock } from './fake-clock.ts'

/** The till's real keychain before a service that keeps its entries here. */
export type MemoryKeychain = Keychain & {
  readonly kept: Map<string, string>
  /** False: no service answers, as on a computer without one. */
  isThere: boolean
  /** False: it answers, and refuses every change. */
  keeps: boolean
}

export function createMemoryKeychain(clock: FakeClock): MemoryKeychain {
  const kept = new Map<string, string>()
  const memory = { kept, isThere: true, keeps: true }
  const service: Keytar = {
    getPassword: async (_service, account) => kept.get(account) ?? null,
    async setPassword(_service, account, secret) {
      if (!memory.keeps) throw new Error('refused')
      kept.set(account, secret)
    },
    deletePassword: async (_service, account) => kept.delete(account),
  }
  return Object.assign(
    memory,
    createKeychain(clock, service, () => memory.isThere),
  )
}
