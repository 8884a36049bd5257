import { type Clock, isoNow } from '../time/clock.ts'
import type { CheckpointSigner } from './checkpoint.ts'
import type { Journal } from './journal.ts'

/** At least this often, so that little can be rewritten unnoticed. */
const EVENTS_PER_CHECKPOINT = 1000

export type Checkpoints = {
  /** Something was recorded on this business day: signs when it is time. */
  noted(day: string): void
  /** Signs what is not signed yet, as at the end of the day. */
  sign(): void
}

/**
 * Signs the journal every thousand events, when a business day gives way to the next, and whenever asked. Without a
 * signer (no keychain, practice) it does nothing, and the verdict on the journal is "unsigned".
 */
export function createCheckpoints(
  journal: Journal,
  signer: CheckpointSigner | null,
  clock: Clock,
): Checkpoints {
  const last = journal.database.prepare('SELECT seq, kind, hash FROM events ORDER BY seq DESC LIMIT 1')
  const lastSigned = journal.database.prepare("SELECT max(seq) AS seq FROM events WHERE kind = 'checkpoint'")
  let day: string | undefined

  function sign(): void {
    const row = last.get()
    if (!signer || !row || row['kind'] === 'checkpoint') return
    const body = JSON.stringify(signer(Number(row['seq']), String(row['hash'])))
    journal.append({ at: isoNow(clock), paymentId: null, kind: 'checkpoint', body }, () => undefined)
  }

  return {
    noted(current) {
      // An unsigned journal has no checkpoint to count from: looking for one would read all of it, at every event.
      if (!signer) return
      const isNewDay = day !== undefined && day !== current
      day = current
      const unsigned = Number(last.get()?.['seq'] ?? 0) - Number(lastSigned.get()?.['seq'] ?? 0)
      if (isNewDay || unsigned >= EVENTS_PER_CHECKPOINT) sign()
    },
    sign,
  }
}
