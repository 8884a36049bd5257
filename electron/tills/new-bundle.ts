import type { Mode } from '../../shared/mode.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { BundleFault } from '../../shared/tills/bundle.ts'
import type { TillRef } from '../../shared/tills/till-ref.ts'
import { readBundle } from './bundle-reader.ts'

/** What has to be known of a bundle to keep it. */
export type NewBundle = {
  readonly till: TillRef
  readonly mode: Mode
  readonly z: number
  readonly day: string
  /** Of the Z's event in its journal. */
  readonly hash: string
  readonly sha256: string
  readonly publicKey: string | null
  /** Its first line. As text: it may be long, and whoever keeps it need not look into it. */
  readonly head: string
}

/** Errors: those of `readBundle`, and `notKept` for a disk that refuses. */
export async function newBundle(file: string): Promise<Result<NewBundle, BundleFault>> {
  const read = await readBundle(file)
  if (!read.ok) return read
  const { head, event, seal } = read.value
  const { number, day } = event.z
  const { sha256, publicKey } = seal
  const { till, mode } = head
  const { hash } = head.event
  return ok({ till, mode, z: number, day, hash, sha256, publicKey, head: JSON.stringify(head) })
}
