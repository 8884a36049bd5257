import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { ok, type Result } from '../../shared/result.ts'
import { ShopTexts } from '../../shared/sale/receipt-texts.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import { type Clock, isoNow } from '../time/clock.ts'

/** What receipts and reports of a journal say of the shop: what was so on the day that they are about (decision 0027). */
export type ShopTextsRecord = {
  /**
   * From here on the texts of the settings are the newest on record; where they are so already, nothing is written. `by`: who
   * changed them, where somebody just did. Error: `journalUnavailable`.
   */
  note(by?: ByWhom): Result<null>
  /** Those on record when this payment began, as `heldAt` says. */
  when(paymentId: string): ShopTexts | null
  /**
   * Those on record right before this event, by its number, or the oldest where there were none yet. Null where none can be read:
   * then those of today are all that is known.
   */
  heldAt(seq: number): ShopTexts | null
}

type Dependencies = {
  readonly journal: Journal
  readonly mode: Mode
  readonly clock: Clock
  readonly log: Log
  readonly settings: () => Pick<Settings, 'shopName' | 'receipt'>
}

type Row = Record<string, unknown>

/** **Stored**, beside whose act it was. */
const Noted = z.object({ texts: ShopTexts })

export function createShopTexts({ journal, mode, clock, log, settings }: Dependencies): ShopTextsRecord {
  const { database } = journal
  // Left to itself, SQLite may look for them among all events, newest first.
  const newest = database.prepare(
    `SELECT seq, body FROM events INDEXED BY events_of_shop_texts
     WHERE kind = 'shopTextsSet' ORDER BY seq DESC LIMIT 1`,
  )
  const begun = database.prepare('SELECT min(seq) AS seq FROM events WHERE payment_id = ?')
  const before = database.prepare(
    `SELECT seq, body FROM events INDEXED BY events_of_shop_texts
     WHERE kind = 'shopTextsSet' AND seq < ? ORDER BY seq DESC LIMIT 1`,
  )
  const after = database.prepare(
    `SELECT seq, body FROM events INDEXED BY events_of_shop_texts
     WHERE kind = 'shopTextsSet' AND seq > ? ORDER BY seq LIMIT 1`,
  )
  /** An open receipt is read again with whatever happens at the till: what is wrong with an event is said once. */
  const complained = new Set<unknown>()

  /** Whoever reads a receipt is not kept from it by what somebody did to the journal. */
  function textsOf(row: Row | undefined): ShopTexts | null {
    if (!row) return null
    const read = Noted.safeParse(parsed(String(row['body'])))
    if (read.success) return read.data.texts
    const { seq } = row
    if (!complained.has(seq)) log.warn({ mode, seq }, 'receipt: what the shop was cannot be read')
    complained.add(seq)
    return null
  }

  const heldAt = (seq: number) => textsOf(before.get(seq) ?? after.get(seq))

  return {
    note: (by = {}) =>
      journal.appendAfter(() => {
        const { shopName: shop, receipt } = settings()
        const texts: ShopTexts = { shop, ...receipt }
        if (isDeepStrictEqual(textsOf(newest.get()), texts)) return ok({ steps: [], value: null })
        const body = JSON.stringify({ texts, ...by })
        const entry = { at: isoNow(clock), paymentId: null, kind: 'shopTextsSet', body }
        return ok({ steps: [{ entry, project: () => undefined }], value: null })
      }),
    when(paymentId) {
      const seq = begun.get(paymentId)?.['seq']
      return typeof seq === 'number' ? heldAt(seq) : null
    },
    heldAt,
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
