import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { journalFileOf } from '../../electron/open-till.ts'
import type { Report, ShiftsView } from '../../shared/contract/shifts.ts'
import { DayClosed } from '../../shared/shift/shift.ts'
import { anId } from '../support/builders.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type Name, type PeopleTill } from '../support/people-till.ts'

// A cashier closes the day with somebody's word: by the calls of a window, whatever its screens offer. A PIN takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DAY_MS = 24 * 3_600_000
const REASON = 'Max is at the bank'

let till: PeopleTill
beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
  must(await till.signIn('ben'))
  must(await till.call<ShiftsView>('shifts.open', { note: null }))
})
afterEach(() => till.close())

const code = (error: string) => ({ ok: false, error: { code: error } })

function close(press: number, by: Name | null, reason: string | null = REASON) {
  const word = by === null ? null : till.wordOf(by)
  return till.call<Report>('shifts.closeDay', { attempt: anId(press), word, reason })
}

function zEvents(): DayClosed[] {
  const database = new DatabaseSync(journalFileOf(till.folder, 'live'), { readOnly: true })
  const rows = database.prepare("SELECT body FROM events WHERE kind = 'dayClosed' ORDER BY seq").all()
  const { fault } = verifyJournal(database)
  database.close()
  expect(fault).toBeNull()
  return rows.map((row) => DayClosed.parse(JSON.parse(String(row['body']))))
}

it('asks for the PIN of somebody who may, and for a reason; without them nothing is closed', async () => {
  expect(await close(1, null)).toMatchObject(code('needsApproval'))
  expect(await close(1, 'ben')).toMatchObject(code('approverMayNot'))
  expect(await close(1, 'dua')).toMatchObject(code('approverMayNot'))
  expect(await close(1, 'max', null)).toMatchObject({ error: { code: 'invalidInput', field: 'reason' } })
  const wrong = { ...till.wordOf('max'), pin: '11235813' }
  const asked = { attempt: anId(1), word: wrong, reason: REASON }
  expect(await till.call('shifts.closeDay', asked)).toMatchObject(code('pinWrong'))
  expect(till.told().till.shifts).toMatchObject({ lastZ: 0, mine: { number: 1 } })
  expect(zEvents()).toEqual([])
})

it('stands in the Z’s own event: who took it, who let it, why and when', async () => {
  const z = must(await close(1, 'max'))
  const approval = {
    ability: 'closeDay',
    by: { id: till.idOf('max'), name: 'max' },
    for: { id: till.idOf('ben'), name: 'ben' },
    reason: REASON,
    at: z.at,
  }
  expect(z).toMatchObject({ kind: 'z', number: 1, by: approval.for, approval })
  expect(zEvents()).toMatchObject([{ z: { number: 1, by: approval.for, shifts: [1] }, approval }])
  // Pressed twice it is one.
  expect(must(await close(1, 'ana', 'Again'))).toEqual(z)
  expect(zEvents()).toHaveLength(1)
  // Whoever closes it alone needs nobody.
  must(await till.signIn('max'))
  expect(must(await close(2, null, null))).not.toHaveProperty('approval')
})

it('opens that Z to its taker, until the next one, and nothing else of the day or before', async () => {
  const z = must(await close(1, 'max'))
  const print = async (number: number) => {
    const answer = await till.call('paper.print', { kind: 'z', number })
    // The harness has no printer: `notNow` is let in.
    return answer.ok ? 'in' : answer.error.code
  }
  expect(till.told().till.shifts).toMatchObject({ myZ: 1, mine: null })
  expect(must(await till.call<Report>('shifts.z', { number: 1 }))).toEqual(z)
  expect(await print(1)).toBe('notNow')
  for (const channel of ['shifts.x', 'shifts.list', 'shifts.all'] as const) {
    const input = channel === 'shifts.x' ? undefined : { before: null }
    expect(await till.call(channel, input)).toMatchObject({ error: { code: 'mayNot', ability: 'seeTill' } })
  }
  must(await till.signIn('dua'))
  expect(till.told().till.shifts.myZ).toBeNull()
  expect(await till.call('shifts.z', { number: 1 })).toMatchObject(code('mayNot'))
  expect(await print(1)).toBe('mayNot')
  // Another's press of the key is no way in, with whoever's word.
  expect(await close(1, 'max')).toMatchObject(code('notFound'))

  await till.restart()
  must(await till.signIn('ben'))
  expect(must(await till.call<Report>('shifts.z', { number: 1 }))).toEqual(z)
  must(await till.call('people.lock'))
  expect(await till.call('shifts.z', { number: 1 })).toMatchObject(code('signInFirst'))
  must(await till.signIn('max'))
  must(await close(2, null, null))
  must(await till.signIn('ben'))
  expect(till.told().till.shifts.myZ).toBeNull()
  for (const number of [1, 2]) {
    expect(await till.call('shifts.z', { number })).toMatchObject(code('mayNot'))
    expect(await print(number)).toBe('mayNot')
  }
})

it('is the owner’s alone where the first Z reaches over earlier days, with whoever’s word', async () => {
  till.clock.advance(DAY_MS)
  must(await till.signIn('ben'))
  expect(await close(1, 'ana')).toMatchObject({ error: { code: 'mayNot', ability: 'seeHistory' } })
  expect(zEvents()).toEqual([])
})
