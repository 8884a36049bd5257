import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { gatewaysHandlers } from '../../electron/ipc/handlers/gateway-handlers.ts'
import { journalFileOf } from '../../electron/open-till.ts'
import type { Mode } from '../../shared/mode.ts'
import { practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'
import { PRACTICE_SECRETS } from '../support/practice-secrets.ts'

// Where the rate comes from and when goods go early hold in every mode: each journal says so before it sells. A PIN takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const EARLY = { at: 'confirmed', upToMinor: 5000 } as const

let till: PeopleTill
beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
  must(await till.signIn('ana'))
})
afterEach(() => till.close())

function kindsAndRules(mode: Mode): [kind: string, body: Record<string, unknown>][] {
  const database = new DatabaseSync(journalFileOf(till.folder, mode), { readOnly: true })
  const rows = database
    .prepare("SELECT kind, body FROM events WHERE kind IN ('moneyRulesSet', 'intended') ORDER BY seq")
    .all()
  database.close()
  return rows.map(({ kind, body }) => [String(kind), JSON.parse(String(body))])
}

async function sell(): Promise<void> {
  const price = { minor: 1825, currency: 'EUR' }
  const attempt = crypto.randomUUID()
  must(
    await till.call('payments.start', { attempt, price, reference: null, discount: null, evenIfSame: true }),
  )
  must(await till.call('payments.cancel', { id: attempt }))
}

it('what the owner sets is on record with their name, in the mode that is open and in another before it sells', async () => {
  const person = { id: till.idOf('ana'), name: 'ana' }
  const caller = { person, role: 'owner', approval: null } as const
  must(await till.call('till.saveSettings', { rateFrom: 'owner' }))
  must(await gatewaysHandlers(till.control()).setRate({ perUsdt: '0.92' }, caller))
  const { ownRate } = till.settings.read()
  must(await till.call('owner.setEarlyRelease', { earlyRelease: EARLY, word: till.wordOf('ana') }))
  const rules = { rateFrom: 'owner', ownRate, earlyRelease: EARLY }
  expect(kindsAndRules('live')).toEqual([
    ['moneyRulesSet', { rules: { ...rules, ownRate: null, earlyRelease: null }, person }],
    ['moneyRulesSet', { rules: { ...rules, earlyRelease: null }, person }],
    ['moneyRulesSet', { rules, person }],
  ])

  const secrets = { ...PRACTICE_SECRETS.nowpayments, 'ipn-secret': practiceIpnSecret }
  must(await till.control().gateways.connect({ mode: 'sandbox', gateway: 'nowpayments', secrets }))
  must(await till.control().setMode('sandbox'))
  await sell()
  await sell()
  expect(kindsAndRules('sandbox').map(([kind]) => kind)).toEqual(['moneyRulesSet', 'intended', 'intended'])
  expect(kindsAndRules('sandbox')[0]?.[1]).toEqual({ rules })

  // Back again: nothing has changed meanwhile, and nothing is written.
  must(await till.control().setMode('live'))
  await sell()
  expect(
    kindsAndRules('live')
      .map(([kind]) => kind)
      .slice(3),
  ).toEqual(['intended'])
})

it('a rule that could not be recorded when it was set is, before anything is sold by it', async () => {
  const file = journalFileOf(till.folder, 'live')
  const other = new DatabaseSync(file)
  other.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END")
  must(await till.call('till.saveSettings', { rateFrom: 'owner' }))
  expect(kindsAndRules('live')).toEqual([])
  other.exec('DROP TRIGGER full')
  other.close()
  await sell()
  const { rateFrom, ownRate, earlyRelease } = till.settings.read()
  expect(kindsAndRules('live')).toMatchObject([
    ['moneyRulesSet', { rules: { rateFrom, ownRate, earlyRelease } }],
    ['intended', {}],
  ])
})
