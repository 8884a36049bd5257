import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { searchHandlers } from '../../../../electron/ipc/handlers/search-handlers.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { createDeskSession } from '../../../../electron/people/desk-session.ts'
import type { ShiftService } from '../../../../electron/shifts/shift-service.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { NO_SHIFTS_VIEW } from '../../../../shared/contract/shifts.ts'
import { type Caller, NO_PEOPLE } from '../../../../shared/people/caller.ts'
import type { Role } from '../../../../shared/people/person.ts'
import { MOST_RECEIPTS } from '../../../../shared/people/session.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  anId,
  anObservation,
  aPaymentBase,
  at,
  EXPIRES_AT,
  observed,
  START,
} from '../../../support/builders.ts'
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
  const clock = createFakeClock(Date.parse(START))
  const session = createDeskSession({
    ...{ clock, people: () => [MARIA], lockAfterMs: () => 0, isBusy: () => false, onChange: () => undefined },
  })
  session.signedIn(MARIA.id)
  const handlers = searchHandlers(
    {
      till: () => ({ journalFile: file, shifts: service, journalProblem: () => DAMAGED }),
      people: { book: { names: () => [{ id: MARIA.id, name: 'Ana' }, MARIA] }, session },
      state: () => aTillState({ people: [MARIA], shifts: service?.view(as('manager')) ?? NO_SHIFTS_VIEW }),
      settings: () => defaultSettings('Europe/Berlin'),
    },
    { workerUrl, clock, log: pino({ level: 'silent' }) },
  )
  return {
    session,
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

const ORDER = 'T02-Till2-0001-k3m9xq2p'
const TRANSACTION = '9f2c4b7a'.repeat(8)

/** A till whose first payment is of the day before, and so none of a manager's. */
async function aTillOfYesterday() {
  const file = aJournal('live.sqlite', [2, 3], '2026-11-20')
  const repository = createPaymentRepository(journals[0] as Journal)
  const payment = aPaymentBase({ number: 1, day: '2026-11-20', createdAt: at(0), orderId: ORDER })
  repository.record(payment.id, { kind: 'intended', at: at(0), payment })
  const charge = aCharge({ orderId: ORDER })
  repository.record(payment.id, { kind: 'charged', at: at(1), charge, expiresAt: EXPIRES_AT, raw: '{}' })
  const paid = { orderId: ORDER, status: 'finished', received: ASKED, transactionId: TRANSACTION } as const
  repository.record(payment.id, {
    kind: 'observed',
    at: at(9),
    source: 'poll',
    observation: anObservation(paid),
    raw: '{}',
  })
  return { id: payment.id, till: aTill(file) }
}

test('an earlier payment is a manager’s who names it in full, as its receipt does, and no other way', async () => {
  const { id, till } = await aTillOfYesterday()
  const asked = [
    '0001',
    '18.25',
    '18.25 EUR',
    ASKED,
    `${ASKED} USDT`,
    ADDRESS,
    ORDER.slice(0, -1),
    TRANSACTION.slice(0, -1),
  ]
  for (const text of [
    ...asked,
    `${ORDER}x`,
    ORDER.replace('k3m9', 'k3m8'),
    `0${TRANSACTION}`,
    '%',
    ORDER.slice(4),
  ]) {
    expect([text, await till.found(text, as('manager'))]).toEqual([text, []])
  }
  expect(till.session.hasReceipt(id)).toBe(false)
  for (const text of [ORDER, ` ${ORDER.toUpperCase()} `, TRANSACTION, TRANSACTION.toUpperCase()]) {
    expect([text, await till.found(text, as('manager'))]).toEqual([text, [1]])
    expect(till.session.hasReceipt(id)).toBe(true)
    till.session.lock()
    expect(till.session.hasReceipt(id)).toBe(false)
    till.session.signedIn(MARIA.id)
  }
})

test('what somebody else’s search found is not theirs who took over meanwhile', async () => {
  const { id, till } = await aTillOfYesterday()
  const asked = till.find(ORDER, as('manager'))
  till.session.lock()
  expect(await asked).toEqual({ ok: false, error: { code: 'signInFirst' } })
  till.session.signedIn(MARIA.id)
  expect(till.session.hasReceipt(id)).toBe(false)
})

test('so many are asked for and no more, until a PIN is shown again: transactions are public', async () => {
  const { till } = await aTillOfYesterday()
  const nobodys = '0'.repeat(64)
  for (let tries = 0; tries < MOST_RECEIPTS; tries += 1)
    expect(await till.found(nobodys, as('manager'))).toEqual([])
  const refused = { ok: false, error: { code: 'signInFirst' } }
  expect(await till.find(TRANSACTION, as('manager'))).toEqual(refused)
  expect(await till.found('18.25', as('manager'))).toEqual([])
  till.session.signedIn(MARIA.id)
  expect(await till.found(TRANSACTION, as('manager'))).toEqual([1])
})
