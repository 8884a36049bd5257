import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'

// A PIN costs a quarter of a second of a whole core, by design; an export is a thread of its own.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MINUTE_MS = 60_000

let till: PeopleTill

beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
})
afterEach(() => till.close())

it('a day that ends while the till is locked has its PDF, which tells whoever draws it no secret', async () => {
  const accounts = join(till.folder, 'accounts')
  mkdirSync(accounts)
  must(await till.signIn('ana'))
  till.settings.save({
    dayFiles: { folder: accounts, formats: ['pdf'] },
    relays: { sandbox: null, live: 'https://relay.example' },
  })
  must(await till.call('till.saveSettings', { sound: false }))
  const { day } = till.told().payments.today
  must(await till.call('people.lock'))
  // Until the till notices that the day is over, and no further: an export that says nothing for a minute is given up.
  while (till.control().state().dayFiles.missing.length === 0) till.clock.advance(MINUTE_MS)
  await vi.waitFor(() => expect(till.control().state().dayFiles.last?.of).toEqual({ kind: 'day', day }), {
    timeout: 30_000,
  })
  expect(readdirSync(accounts)).toEqual([expect.stringContaining(`-${day}.pdf`)])
  expect(till.told().till.session.kind).toBe('locked')
  expect(till.drawn).toMatchObject([
    {
      summary: { scope: { kind: 'days', from: day, until: day }, by: null, mode: 'live' },
      till: { settings: { relays: { live: null } } },
    },
  ])
})
