import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Report, ShiftsView, ZRow } from '../../shared/contract/shifts.ts'
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

const bare = { attempt: anId(1) }
const historyIsNotTheirs = { error: { code: 'mayNot', ability: 'seeHistory' } }

it('a cashier opens and closes a shift, sees no other’s, and closes no day alone', async () => {
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

  expect(await till.call('shifts.closeDay', bare)).toMatchObject({
    error: { code: 'needsApproval', ability: 'closeDay' },
  })
  const mine = must(await till.call<Report>('shifts.close', { number: 2, note: null }))
  expect(mine).toMatchObject({ kind: 'shift', number: 2 })
  expect(must(await till.call<Report>('shifts.report', { number: 2 }))).toMatchObject({ until: mine.until })
  expect(till.told().till.shifts).toEqual({
    ...{ mine: null, lastMine: 2, open: [] },
    ...{ lastShift: 2, lastZ: 0, lastZAt: null, myZ: null },
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

it('before the first Z a manager sees this day alone: earlier days, and the Z that closes them, are the owner’s', async () => {
  must(await till.signIn('ben'))
  must(await till.call<ShiftsView>('shifts.open', { note: null }))
  must(await till.signIn('max'))
  must(await till.call<Report>('shifts.x'))
  till.clock.advance(24 * 3_600_000)
  must(await till.signIn('max'))
  expect(await till.call('shifts.x')).toMatchObject(historyIsNotTheirs)
  expect(await till.call('shifts.closeDay', bare)).toMatchObject(historyIsNotTheirs)
  expect(till.told().till.shifts.lastZ).toBe(0)
  must(await till.signIn('ana'))
  const first = must(await till.call<Report>('shifts.closeDay', bare))
  expect(first.days).toEqual({ from: '2026-11-21', to: '2026-11-22' })
  must(await till.signIn('max'))
  expect(await till.call('shifts.z', { number: 1 })).toMatchObject(historyIsNotTheirs)
  expect(must(await till.call<ZRow[]>('shifts.list', { before: null }))).toEqual([])
  must(await till.call<Report>('shifts.x'))
  const second = must(await till.call<Report>('shifts.closeDay', { attempt: anId(2) }))
  expect([second.number, second.from]).toEqual([2, first.at])
})
