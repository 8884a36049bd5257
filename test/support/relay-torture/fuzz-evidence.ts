import type { FuzzKind } from './fuzz-requests.ts'
import { MAY_BE_TAKEN } from './fuzz-requests.ts'

/** What became of one mutated request. */
export type FuzzAnswer = {
  readonly kind: FuzzKind
  /** Statuses of the answers, in order; empty when the connection ended without one. */
  readonly statuses: readonly number[]
  /** SHA-256 of what has to be kept when it was taken; null when the change decides. */
  readonly bodyHash: string | null
  /** The relay neither answered nor hung up. */
  readonly hung: boolean
}

export type FuzzEvidence = {
  readonly answers: readonly FuzzAnswer[]
  /** SHA-256 of every body the relay keeps. */
  readonly kept: readonly string[]
  readonly acknowledged: number
  readonly endedByItself: readonly string[]
  readonly complaints: readonly string[]
  /** Status of an unchanged callback at the end. */
  readonly lastStatus: number
  /** Resident memory of the relay once it was warm, and at the end; MB. */
  readonly warmMb: number
  readonly endMb: number
}

/** What must never happen, with the words of the report. */
export const FUZZ_VIOLATIONS = {
  accepted: 'requests taken that none may be',
  notKept: 'requests taken and not kept as they were',
  failed: 'requests that the relay failed at',
  hung: 'requests neither answered nor hung up on',
  acknowledged: 'acknowledgements of a stranger',
  ended: 'ends of the relay',
  deaf: 'relays that take no callback afterwards',
  memoryGrew: 'relays that grew',
} as const
export type FuzzViolationKind = keyof typeof FUZZ_VIOLATIONS

export type FuzzViolation = { readonly kind: FuzzViolationKind; readonly found: string }

/** 100,000 requests of which 300 bytes each remain would be more. */
export const ALLOWED_GROWTH_MB = 24

export const isTaken = (status: number): boolean => status >= 200 && status < 300

/**
 * Every 2xx has to stand for something kept. More may be kept than was answered so: where rubbish follows a whole
 * request, or the sender has hung up, the answer is lost on its way, as it always can be, and the sender sends again.
 */
export function judgeFuzz(evidence: FuzzEvidence): readonly FuzzViolation[] {
  const { answers, acknowledged, endedByItself, complaints, lastStatus, warmMb, endMb } = evidence
  const all = (kind: FuzzViolationKind, found: readonly string[]) =>
    found.map((what) => ({ kind, found: what }))
  const when = (isSo: boolean, what: string) => (isSo ? [what] : [])
  return [
    ...answers.flatMap(judgeAnswer),
    ...all('notKept', notKept(evidence)),
    ...all('acknowledged', when(acknowledged > 0, `up to ${acknowledged}`)),
    ...all('failed', complaints),
    ...all('ended', endedByItself),
    ...all('deaf', when(lastStatus !== 200, String(lastStatus))),
    ...all('memoryGrew', when(endMb - warmMb > ALLOWED_GROWTH_MB, `from ${warmMb} to ${endMb} MB`)),
  ]
}

function judgeAnswer({ kind, statuses, hung }: FuzzAnswer): FuzzViolation[] {
  const found = statuses.flatMap((status): FuzzViolation[] => {
    const said = `${kind}: ${status}`
    if (isTaken(status) && !MAY_BE_TAKEN.includes(kind)) return [{ kind: 'accepted', found: said }]
    return status >= 500 && status !== 503 ? [{ kind: 'failed', found: said }] : []
  })
  return hung ? [...found, { kind: 'hung', found: kind }] : found
}

function notKept({ answers, kept }: FuzzEvidence): string[] {
  const left = new Map<string, number>()
  for (const hash of kept) left.set(hash, (left.get(hash) ?? 0) + 1)
  const missing: string[] = []
  let taken = 0
  for (const { kind, statuses, bodyHash } of answers) {
    const times = statuses.filter(isTaken).length
    taken += times
    if (bodyHash === null || times === 0) continue
    const count = left.get(bodyHash) ?? 0
    if (count < times) missing.push(`${kind}: its body`)
    left.set(bodyHash, count - times)
  }
  if (taken > kept.length) missing.push(`${taken} taken, ${kept.length} kept`)
  return missing
}
