import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { searchHandlers } from '../../../../electron/ipc/handlers/search-handlers.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { type Caller, NO_PEOPLE } from '../../../../shared/people/caller.ts'
import type { Role } from '../../../../shared/people/person.ts'
import { anId, aPaymentBase, at } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { aTillState } from '../../../support/views.ts'

// A thread from its TypeScript: a fifth of a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const workerUrl = new URL('../../../../electron/exports/search/search-worker.ts', import.meta.url)
const MARIA = { id: anId(900), name: 'Maria', role: 'manager', isHere: true } as const

let folder: string
let journals: Journal[]

/** A journal of payments begun a second apart, every other by Maria. */
function aJournal(name: string, numbers: readonly number[]): string {
  const journalFile = join(folder, name)
  const opened = openJournal(journalFile, 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journals.push(opened.value)
  const repository = createPaymentRepository(opened.value)
  for (const number of numbers) {
    const cashier = number % 2 === 0 ? { id: MARIA.id, name: MARIA.name } : null
    const payment = aPaymentBase({ number, createdAt: at(number), reference: 'Table', cashier })
    repository.record(payment.id, { kind: 'intended', at: at(number), payment })
  }
  return journalFile
}

/** A till whose last Z was taken so many seconds after `START`. */
function aTill(journalFile: string, lastZ: number | null) {
  let file = journalFile
  const shifts = { ...aTillState().shifts, lastZAt: lastZ === null ? null : at(lastZ) }
  const handlers = searchHandlers(
    { till: () => ({ journalFile: file }), state: () => aTillState({ people: [MARIA], shifts }) },
    { workerUrl, clock: createFakeClock(), log: pino({ level: 'silent' }) },
  )
  return {
    reopen: (other: string) => {
      file = other
    },
    async found(text: string, caller: Caller): Promise<readonly number[]> {
      const answer = await handlers.find({ text, before: null }, caller)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.value.rows.map(({ number }) => number)
    },
  }
}

const as = (role: Role): Caller => ({ person: { id: MARIA.id, name: MARIA.name }, role, approval: null })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-search-'))
  journals = []
})
afterEach(() => {
  for (const journal of journals) journal.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the owner finds payments of any time, a manager those since the last Z', async () => {
  const till = aTill(aJournal('live.sqlite', [1, 2, 3, 4]), 3)
  expect(await till.found('table', as('owner'))).toEqual([4, 3, 2, 1])
  expect(await till.found('table', NO_PEOPLE)).toEqual([4, 3, 2, 1])
  expect(await till.found('table', as('manager'))).toEqual([4, 3])
  expect(await till.found('0001', as('manager'))).toEqual([])
})

test('before the first Z a manager finds everything, as an X has it', async () => {
  const till = aTill(aJournal('live.sqlite', [1, 2]), null)
  expect(await till.found('table', as('manager'))).toEqual([2, 1])
})

test('names are those of the people of this till', async () => {
  const till = aTill(aJournal('live.sqlite', [1, 2, 3, 4]), null)
  expect(await till.found('mar', as('owner'))).toEqual([4, 2])
})

test('in another mode the other journal is searched', async () => {
  const till = aTill(aJournal('live.sqlite', [1]), null)
  expect(await till.found('table', as('owner'))).toEqual([1])
  till.reopen(aJournal('practice.sqlite', [7, 8]))
  expect(await till.found('table', as('owner'))).toEqual([8, 7])
})
