import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { searchHandlers } from '../../../../electron/ipc/handlers/search-handlers.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import type { ShiftService } from '../../../../electron/shifts/shift-service.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { NO_SHIFTS_VIEW } from '../../../../shared/contract/shifts.ts'
import { type Caller, NO_PEOPLE } from '../../../../shared/people/caller.ts'
import type { Role } from '../../../../shared/people/person.ts'
import { ASKED, anId, aPaymentBase, at, observed, START } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'
import { aTillState } from '../../../support/views.ts'
import { openKeptTill } from '../shifts/kept-till.ts'

// A thread from its TypeScript: a fifth of a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const workerUrl = new URL('../../../../electron/exports/search/search-worker.ts', import.meta.url)
const MARIA = { id: anId(900), name: 'Maria', role: 'manager', isHere: true } as const

let folder: string
let journals: Journal[]

/** A journal of payments begun a second apart, every other by Maria. */
function aJournal(name: string, numbers: readonly number[], day = '2026-11-21'): string {
  const journalFile = join(folder, name)
  const opened = openJournal(journalFile, 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journals.push(opened.value)
  const repository = createPaymentRepository(opened.value)
  for (const number of numbers) {
    const cashier = number % 2 === 0 ? { id: MARIA.id, name: MARIA.name } : null
    const payment = aPaymentBase({ number, day, createdAt: at(number), reference: 'Table', cashier })
    repository.record(payment.id, { kind: 'intended', at: at(number), payment })
  }
  return journalFile
}

/** A till on `START`'s day; `service` is null where its journal cannot be opened. */
function aTill(journalFile: string, service: Pick<ShiftService, 'view'> | null = NO_Z_YET) {
  let file = journalFile
  const handlers = searchHandlers(
    {
      till: () => ({ journalFile: file, shifts: service, journalProblem: () => DAMAGED }),
      people: { book: { names: () => [{ id: MARIA.id, name: 'Ana' }, MARIA] } },
      state: () => aTillState({ people: [MARIA], shifts: service?.view(as('manager')) ?? NO_SHIFTS_VIEW }),
      settings: () => defaultSettings('Europe/Berlin'),
    },
    { workerUrl, clock: createFakeClock(Date.parse(START)), log: pino({ level: 'silent' }) },
  )
  return {
    reopen: (other: string) => {
      file = other
    },
    find: (text: string, caller: Caller) => handlers.find({ text, before: null }, caller),
    async found(text: string, caller: Caller): Promise<readonly number[]> {
      const answer = await handlers.find({ text, before: null }, caller)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.value.rows.map(({ number }) => number)
    },
  }
}

const NO_Z_YET = { view: () => NO_SHIFTS_VIEW }
const DAMAGED = { code: 'journalUnavailable', reason: 'damaged' } as const

const as = (role: Role): Caller => ({ person: { id: MARIA.id, name: MARIA.name }, role, approval: null })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-search-'))
  journals = []
})
afterEach(() => {
  for (const journal of journals) journal.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the owner finds payments of any time, a manager what the last Z carried and what came since', async () => {
  const kept = openKeptTill()
  try {
    const paid = observed({ status: 'finished', received: ASKED })
    kept.pay(1, as('cashier'), paid)
    const carried = kept.pay(2, as('cashier'))
    must(kept.shifts().closeDay(anId(1), as('manager')))
    kept.pay(3, as('cashier'))
    const till = aTill(kept.file, kept.shifts())
    expect(await till.found('18.25', as('owner'))).toEqual([3, 2, 1])
    expect(await till.found('18.25', NO_PEOPLE)).toEqual([3, 2, 1])
    expect(await till.found('18.25', as('manager'))).toEqual([3, 2])
    expect(await till.found('0001', as('manager'))).toEqual([])
    // It ended in the Z that comes next, and is the manager's still.
    must(kept.payments.record(carried, paid))
    expect(await till.found('18.25', as('manager'))).toEqual([3, 2])
    must(kept.shifts().closeDay(anId(2), as('manager')))
    expect(await till.found('18.25', as('manager'))).toEqual([3])
  } finally {
    kept.close()
  }
})

test('before the first Z a manager finds this day’s payments, and none of the owner’s earlier ones', async () => {
  const till = aTill(aJournal('live.sqlite', [1, 2]))
  expect(await till.found('table', as('manager'))).toEqual([2, 1])
  till.reopen(aJournal('before.sqlite', [3, 4], '2026-11-20'))
  expect(await till.found('table', as('manager'))).toEqual([])
  expect(await till.found('table', as('owner'))).toEqual([4, 3])
})

test('where the journal is not open, nobody knows what the last Z was, and a manager finds nothing', async () => {
  const till = aTill(aJournal('live.sqlite', [1, 2]), null)
  expect(await till.find('table', as('manager'))).toEqual({ ok: false, error: DAMAGED })
})

test('names are those of the people of this till', async () => {
  const till = aTill(aJournal('live.sqlite', [1, 2, 3, 4]))
  expect(await till.found('mar', as('owner'))).toEqual([4, 2])
  // What Maria was called before: there are receipts that say so.
  expect(await till.found('ana', as('owner'))).toEqual([4, 2])
})

test('in another mode the other journal is searched', async () => {
  const till = aTill(aJournal('live.sqlite', [1]))
  expect(await till.found('table', as('owner'))).toEqual([1])
  till.reopen(aJournal('practice.sqlite', [7, 8]))
  expect(await till.found('table', as('owner'))).toEqual([8, 7])
})
