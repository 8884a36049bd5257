// The vendor calls that were made, so that a test can count them.

export type Call = { at: number; method: string; path: string; status: number | null }

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
