import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIdleWork, type IdleWork } from '../../../../electron/journal/idle-work.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { anId, aPaymentBase, at } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'

const clock = createFakeClock()
let folder: string
let journal: Journal
let idleWork: IdleWork

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  journal = must(openJournal(join(folder, 'live.sqlite'), 'live'))
  idleWork = createIdleWork(journal.database, clock, pino({ level: 'silent' }))
})
afterEach(() => {
  idleWork.stop()
  journal.close()
  rmSync(folder, { recursive: true })
})

function begin(from: number, until: number): void {
  const repository = createPaymentRepository(journal)
  for (let number = from; number <= until; number += 1) {
    const payment = { ...aPaymentBase({ number }), id: anId(number) }
    must(repository.record(anId(number), { kind: 'intended', at: at(0), payment }))
    idleWork.noted()
  }
}

const howMany = () => Number(journal.database.prepare('SELECT count(*) AS n FROM terms_due').get()?.['n'])

test('writes when the till has had a moment, a few payments at a time', () => {
  begin(1, 50)
  clock.advance(999)
  expect(howMany()).toBe(50)
  clock.advance(1)
  expect(howMany()).toBe(30)
  clock.advance(2000)
  expect(howMany()).toBe(0)
})

test('goes on after what could not be written', () => {
  begin(1, 1)
  journal.database.exec('PRAGMA query_only = ON')
  clock.advance(1000)
  journal.database.exec('PRAGMA query_only = OFF')
  expect(howMany()).toBe(1)
  begin(2, 2)
  clock.advance(1000)
  expect(howMany()).toBe(0)
})

test('leaves nothing open that could not be put on disk: no event waits for it, and none is refused', () => {
  begin(1, 1)
  // Refused at the very end, as by a disk that is full.
  journal.database.exec(`CREATE TABLE room (page INTEGER PRIMARY KEY, of INTEGER REFERENCES room DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER no_room AFTER DELETE ON terms_due BEGIN INSERT INTO room VALUES (1, 9); END`)
  clock.advance(1000)
  expect(journal.database.isTransaction).toBe(false)
  begin(2, 2)
  journal.database.exec('DROP TRIGGER no_room')
  clock.advance(1000)
  expect(howMany()).toBe(0)
})

test('writes nothing any more when it was stopped', () => {
  begin(1, 1)
  idleWork.stop()
  clock.advance(10_000)
  expect(howMany()).toBe(1)
})

test('moves a long log into the file, so that no event has to', () => {
  const sizeOfFile = () => statSync(join(folder, 'live.sqlite')).size
  begin(1, 30)
  clock.advance(60_000)
  const before = sizeOfFile()
  begin(31, 99)
  clock.advance(60_000)
  expect(sizeOfFile()).toBe(before)
  begin(100, 100)
  clock.advance(60_000)
  expect(sizeOfFile()).toBeGreaterThan(before)
})
