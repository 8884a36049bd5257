import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { journalFileOf } from '../../electron/open-till.ts'
import { foldJournal } from '../../electron/shifts/journal-fold.ts'
import type { Report, ShiftsView, ZRow } from '../../shared/contract/shifts.ts'
import { DayClosed } from '../../shared/shift/shift.ts'
import { anId } from '../support/builders.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'

// The calls of shifts, X and Z as they come from a window, with the people who make them. A PIN takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let till: PeopleTill
beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
})
afterEach(() => till.close())

function lastZEvent(): DayClosed {
  const database = new DatabaseSync(journalFileOf(till.folder, 'live'), { readOnly: true })
  expect(foldJournal(database).fault).toBeNull()
  const row = database.prepare("SELECT body FROM events WHERE kind = 'dayClosed' ORDER BY seq DESC").get()
  database.close()
  return DayClosed.parse(JSON.parse(String(row?.['body'])))
}

const attempt = anId(1)
const bare = { attempt, word: null, reason: null }

it('a cashier opens a shift, sees no other’s, and closes the day with the manager’s word', async () => {
  must(await till.signIn('dua'))
  must(await till.call<ShiftsView>('shifts.open', { note: null }))
  must(await till.signIn('ben'))
  const opened = must(await till.call<ShiftsView>('shifts.open', { note: '100 in the drawer' }))
  expect(opened).toMatchObject({ mine: { number: 2, note: '100 in the drawer' }, open: [{ number: 2 }] })
  expect(till.told().till.shifts).toEqual(opened)
  expect(await till.call('shifts.report', { number: 1 })).toMatchObject({ error: { code: 'notFound' } })
  const close = await till.call('shifts.close', { number: 1, note: null })
  expect(close).toMatchObject({ error: { code: 'mayNot', ability: 'othersShift' } })
  expect(await till.call('shifts.x')).toMatchObject({ error: { code: 'mayNot', ability: 'seeTill' } })

  expect(await till.call('shifts.closeDay', bare)).toMatchObject({ error: { code: 'needsApproval' } })
  const word = { attempt, word: till.wordOf('max'), reason: 'I am at the bank' }
  const z = must(await till.call<Report>('shifts.closeDay', word))
  expect(z).toMatchObject({ kind: 'z', number: 1, by: { name: 'ben' } })
  expect(till.told().till.shifts).toEqual({ mine: null, open: [], lastZ: 1, lastZAt: z.at })
  expect(lastZEvent().approval).toMatchObject({
    ...{ ability: 'closeDay', by: { name: 'max' }, for: { name: 'ben' } },
    reason: 'I am at the bank',
  })
})

it('a manager closes the day alone, and reads that Z and no older one; the owner reads all', async () => {
  must(await till.signIn('max'))
  const first = must(await till.call<Report>('shifts.closeDay', bare))
  const again = must(await till.call<Report>('shifts.closeDay', bare))
  expect(again).toEqual(first)
  const second = must(await till.call<Report>('shifts.closeDay', { ...bare, attempt: anId(2) }))
  expect([second.number, second.from]).toEqual([2, first.at])
  expect(await till.call('shifts.z', { number: 1 })).toMatchObject({ error: { code: 'notFound' } })
  expect(must(await till.call<ZRow[]>('shifts.list', { before: null }))).toMatchObject([{ number: 2 }])
  must(await till.signIn('ana'))
  expect(must(await till.call<Report>('shifts.z', { number: 1 }))).toEqual(first)
  expect(must(await till.call<ZRow[]>('shifts.list', { before: null }))).toHaveLength(2)
  await till.restart()
  must(await till.signIn('ana'))
  expect(must(await till.call<Report>('shifts.z', { number: 2 }))).toEqual(second)
})
