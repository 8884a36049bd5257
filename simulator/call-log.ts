import type { VendorName } from './running-vendors.ts'

// The vendor calls that were made, so that a test can count them and wait until one is held back.

export type Call = {
  readonly at: number
  readonly vendor: VendorName
  readonly method: string
  readonly path: string
  /** `held` while a delay keeps it, before or after it was processed. */
  state: 'under way' | 'held' | 'answered' | 'cut'
  status: number | null
}

export interface CallLog {
  add(call: Call): void
  list(): readonly Call[]
  clear(): void
}

const kept = 1000

export const createCallLog = (): CallLog => {
  let calls: Call[] = []
  return {
    add: (call) => {
      calls = [...calls, call].slice(-kept)
    },
    list: () => calls,
    clear: () => {
      calls = []
    },
  }
}
