import type { AppError } from '../../shared/app-error.ts'
import type { Mode } from '../../shared/mode.ts'
import { err, type Result } from '../../shared/result.ts'
import type { AskWhere } from '../reports/ask-where.ts'
import type { Keychain } from '../settings/keychain.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { bundleSigner } from './bundle-signature.ts'
import { type WrittenBundle, writeBundle } from './bundle-writer.ts'
import { ownTill } from './till-id.ts'

export type OwnTillParts = {
  readonly open: () => {
    readonly mode: Mode
    readonly journalFile: string
    readonly journalProblem: () => AppError | null
  }
  readonly settings: SettingsStore
  readonly keychain: Keychain
}

/**
 * One Z of this till as a file for another. Null when there is nowhere to write it. Errors: as `writeBundle`, and whatever is
 * wrong with the journal.
 */
export async function writeOwnBundle(
  { open, settings, keychain }: OwnTillParts,
  z: number,
  whereTo: AskWhere,
): Promise<Result<WrittenBundle | null>> {
  const { mode, journalFile, journalProblem } = open()
  const problem = journalProblem()
  if (problem !== null) return err(problem)
  const sign = await bundleSigner(keychain, mode)
  return writeBundle({ mode, journalFile, till: ownTill(settings), sign }, z, whereTo)
}
