import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
import { createMoneyRules } from '../../../../electron/till/money-rules.ts'
import { defaultSettings, type Settings } from '../../../../shared/contract/settings.ts'
import { START } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'

const ANA = { person: { id: 'p1', name: 'Ana' } }
const OWN = { currency: 'EUR', perUsdt: '0.92', setAt: START } as const
const EARLY = { at: 'confirmed', upToMinor: 5000 } as const

type Rules = Pick<Settings, 'rateFrom' | 'ownRate' | 'earlyRelease'>

const { rateFrom, ownRate, earlyRelease } = defaultSettings('UTC')
const UNTOLD: Rules = { rateFrom, ownRate, earlyRelease }

let live: Journal
let practice: Journal
let inUse: Rules

beforeEach(() => {
  live = must(openJournal(':memory:', 'live'))
  practice = must(openJournal(':memory:', 'practice'))
  inUse = UNTOLD
})
afterEach(() => {
  for (const journal of [live, practice]) {
    expect(verifyJournal(journal.database).fault).toBeNull()
    journal.close()
  }
})

/** As a till does it that has just been opened, before a sale or for somebody who changed them. */
function note(journal: Journal, by?: typeof ANA): void {
  must(createMoneyRules({ journal, clock: createFakeClock(), settings: () => inUse }).note(by))
}

const noted = (journal: Journal) =>
  journal
    .entries()
    .filter(({ kind }) => kind === 'moneyRulesSet')
    .map(({ body }) => JSON.parse(body))

describe('the owner’s rules about money', () => {
  it('that nobody ever changed are no event', () => {
    note(live)
    expect(live.entries()).toEqual([])
  })

  it('are on record with who set them, and once for as many sales as they hold', () => {
    inUse = { ...UNTOLD, rateFrom: 'owner', ownRate: OWN }
    note(live, ANA)
    note(live)
    note(live)
    expect(noted(live)).toEqual([{ rules: inUse, ...ANA }])
  })

  it('set in one mode are on record in another before it sells, and taken back there too', () => {
    inUse = { ...UNTOLD, ownRate: OWN }
    note(practice, ANA)
    note(live)
    const first = inUse
    inUse = { ...inUse, earlyRelease: EARLY }
    note(live)
    inUse = UNTOLD
    note(practice, ANA)
    note(live)
    expect(noted(practice)).toEqual([
      { rules: first, ...ANA },
      { rules: UNTOLD, ...ANA },
    ])
    expect(noted(live)).toEqual([
      { rules: first },
      { rules: { ...first, earlyRelease: EARLY } },
      { rules: UNTOLD },
    ])
  })

  it('are noted anew where the newest record cannot be found or read', () => {
    inUse = { ...UNTOLD, earlyRelease: EARLY }
    note(live)
    // Beside the events anybody can write; in them it would show.
    live.database.exec("UPDATE meta SET value = '7' WHERE key = 'moneyRules'")
    note(live)
    const entry = { at: START, paymentId: null, kind: 'moneyRulesSet', body: '{}' }
    must(
      live.append(entry, (seq) =>
        live.database.exec(`UPDATE meta SET value = '${seq}' WHERE key = 'moneyRules'`),
      ),
    )
    note(live)
    expect(noted(live)).toEqual([{ rules: inUse }, { rules: inUse }, {}, { rules: inUse }])
  })
})
