/** A bundle that is kept, as far as it matters to whether another one counts. All of one till. */
export type KnownBundle = {
  readonly sha256: string
  readonly z: number
  /** Of the Z's event in its journal: the same for every bundle that says the same of the Z. */
  readonly hash: string
  readonly publicKey: string | null
  readonly counts: boolean
}

export type Standing = 'conflict' | 'otherKey' | 'lostSignature'

/** `replaces`: the same Z without a signature, which counts no more. */
export type Admission =
  | { readonly outcome: 'imported'; readonly replaces: string | null }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: Standing }

/**
 * Whether a bundle counts beside those that are there. The first of a till that is signed says what its key is: what comes
 * with another one, or with none, is kept apart until a person says that it counts.
 */
export function admissionOf(known: readonly KnownBundle[], bundle: Omit<KnownBundle, 'counts'>): Admission {
  if (known.some(({ sha256 }) => sha256 === bundle.sha256)) return { outcome: 'duplicate' }
  const counted = known.filter(({ counts }) => counts)
  const there = counted.find(({ z }) => z === bundle.z)
  const standing = standingOf(counted, bundle)
  if (there === undefined) return standing ? { outcome: standing } : { outcome: 'imported', replaces: null }
  if (there.hash !== bundle.hash) return { outcome: 'conflict' }
  const isBetter = there.publicKey === null && bundle.publicKey !== null && standing === null
  return isBetter ? { outcome: 'imported', replaces: there.sha256 } : { outcome: 'duplicate' }
}

/** Why a bundle is kept apart; null where that is over, since its Z counts by another bundle that says the same. */
export function apartBecause(
  known: readonly KnownBundle[],
  bundle: Omit<KnownBundle, 'counts'>,
): Standing | null {
  const counted = known.filter(({ counts }) => counts)
  const there = counted.find(({ z }) => z === bundle.z)
  if (there?.hash === bundle.hash) return null
  return there ? 'conflict' : (standingOf(counted, bundle) ?? 'conflict')
}

function standingOf(
  counted: readonly KnownBundle[],
  { publicKey }: Pick<KnownBundle, 'publicKey'>,
): Exclude<Standing, 'conflict'> | null {
  const keys = new Set(counted.flatMap((bundle) => bundle.publicKey ?? []))
  if (keys.size === 0 || (publicKey !== null && keys.has(publicKey))) return null
  return publicKey === null ? 'lostSignature' : 'otherKey'
}
