import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { OwnRate, RateFrom } from '../../shared/contract/gateways.ts'
import { EarlyRelease, type Settings } from '../../shared/contract/settings.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, isoNow } from '../time/clock.ts'

/**
 * The owner's rules about money, on record in each journal in which they hold. They are of the till and not of a mode: whoever
 * sets one in practice, or while a journal cannot be opened, sets it for real money as well.
 */
export type MoneyRulesRecord = {
  /**
   * From here on the rules of the settings are the newest on record; where they are so already, nothing is written. `by`: who
   * changed them, where somebody just did. Error: `journalUnavailable`.
   */
  note(by?: ByWhom): Result<null>
}

/** **Stored**, beside whose act it was. */
const MoneyRules = z.object({
  rateFrom: RateFrom,
  ownRate: OwnRate.nullable(),
  earlyRelease: EarlyRelease.nullable(),
})
type MoneyRules = Readonly<z.infer<typeof MoneyRules>>
const Noted = z.object({ rules: MoneyRules })

/** What holds in a journal that says nothing of them. */
const UNTOLD: MoneyRules = { rateFrom: 'gateway', ownRate: null, earlyRelease: null }

type Dependencies = {
  readonly journal: Journal
  readonly clock: Clock
  readonly settings: () => Pick<Settings, keyof MoneyRules>
}

export function createMoneyRules({ journal, clock, settings }: Dependencies): MoneyRulesRecord {
  const { database } = journal
  // Where it stands is kept beside the events, so that none of millions is looked through; what it says is the event's own.
  const newest = database.prepare(
    `SELECT body FROM events WHERE kind = 'moneyRulesSet'
     AND seq = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'moneyRules')`,
  )
  const foundAt = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('moneyRules', ?)")

  /** One that cannot be read says nothing, and is written anew. */
  function onRecord(): MoneyRules | null {
    const row = newest.get()
    if (!row) return UNTOLD
    const read = Noted.safeParse(parsed(String(row['body'])))
    return read.success ? read.data.rules : null
  }

  return {
    note(by = {}) {
      const { rateFrom, ownRate, earlyRelease } = settings()
      const rules: MoneyRules = { rateFrom, ownRate, earlyRelease }
      if (isDeepStrictEqual(onRecord(), rules)) return ok(null)
      const body = JSON.stringify({ rules, ...by })
      const entry = { at: isoNow(clock), paymentId: null, kind: 'moneyRulesSet', body }
      const noted = journal.append(entry, (seq) => foundAt.run(String(seq)))
      return noted.ok ? ok(null) : noted
    },
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
