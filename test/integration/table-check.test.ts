import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUpJournal } from '../../electron/journal/backup.ts'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { checkTable } from '../../electron/payments/table-check.ts'
import { saveBackup } from '../../electron/reports/save-backup.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench
let file: string

/** A day with a bit of everything: paid, short and topped up, taken as it is, late, further deposits. */
beforeEach(async () => {
  bench = await createTillBench()
  file = bench.till().journalFile
  const { control } = bench.simulator
  const payments = bench.payments()
  const short = await bench.start(10_000)
  await control.pay({ paymentId: bench.chargeIdOf(short), kind: 'amount', amount: '95.000000' })
  await control.finish({ paymentId: bench.chargeIdOf(short) })
  await payments.check(short.payment.id)
  const rest = await payments.topUp(short.payment.id, crypto.randomUUID(), NO_PEOPLE)
  if (!rest.ok) throw new Error(rest.error.code)
  await control.finish({ paymentId: bench.chargeIdOf(rest.value) })
  await control.pay({ paymentId: bench.chargeIdOf(rest.value), kind: 'again', amount: '3.000000' })
  await payments.check(rest.value.payment.id)
  payments.decide(rest.value.payment.id, { decision: 'owed', by: 'cashier', reason: null })
  const late = await bench.start()
  await payments.cancel(late.payment.id)
  await bench.advance(1000)
  await control.finish({ paymentId: bench.chargeIdOf(late) })
  await payments.check(late.payment.id)
  payments.decide(late.payment.id, { decision: 'delivered', by: 'cashier', reason: null })
})
afterEach(() => bench.close())

function open(path: string, readOnly = true): DatabaseSync {
  return new DatabaseSync(path, { readOnly })
}

describe('the table of payments', () => {
  it('is what the events come to', () => {
    const database = open(file)
    expect(checkTable(database)).toEqual({ state: 'agrees', payments: 3 })
    database.close()
  })

  it.each([
    [
      'a payment made bigger',
      "UPDATE payments SET body = json_set(body, '$.price.minor', 99999) WHERE number = 3",
    ],
    ['a payment taken out', 'DELETE FROM payments WHERE number = 2'],
    [
      'one that no event tells of',
      "INSERT INTO payments (id, sale_id, number, day, status, created_at, body) SELECT 'x', sale_id, 99, day, status, created_at, body FROM payments WHERE number = 1",
    ],
    ['one that is no payment', "UPDATE payments SET body = '{}' WHERE number = 1"],
  ])('shows %s', (_name, sql) => {
    bench.till().close()
    const database = open(file, false)
    database.exec(sql)
    expect(checkTable(database).state).toBe('differs')
    database.close()
  })
})

it('of an older version is not compared: the till computes it anew', () => {
  bench.till().close()
  const database = open(file, false)
  database.exec("UPDATE meta SET value = '1' WHERE key = 'projection'")
  expect(checkTable(database)).toEqual({ state: 'outdated' })
  database.close()
})

it('lacking a payment that the events tell of differs', () => {
  bench.till().close()
  const database = open(file, false)
  database.exec('DELETE FROM payments WHERE number = 3')
  expect(checkTable(database).state).toBe('differs')
  database.close()
})

describe('a copy made while the till is open', () => {
  it('is whole, says the same, and put in place of the original the till goes on from it', async () => {
    const copy = join(bench.folder, 'copy.sqlite')
    const [before] = await Promise.all([
      Promise.resolve(bench.payments().state(1)),
      backUpJournal(file, copy),
    ])
    const database = open(copy)
    expect(verifyJournal(database).fault).toBeNull()
    expect(checkTable(database)).toEqual({ state: 'agrees', payments: 3 })
    database.close()
    await bench.start(500)
    bench.restoreJournal(copy)
    const after = bench.payments().state(1)
    expect(after.today).toEqual(before.today)
    expect(after.recent).toEqual(before.recent)
    await bench.start(600)
    const restored = open(file)
    expect(verifyJournal(restored).fault).toBeNull()
    restored.close()
  })
})

describe('a copy where a person wants it', () => {
  it('replaces an older one of the same name, whole', async () => {
    const file = join(bench.folder, 'usdtill-copy.sqlite')
    writeFileSync(file, 'an older copy')
    expect(await saveBackup(bench.till().journalFile, file)).toEqual({ ok: true, value: null })
    const database = open(file)
    expect(checkTable(database).state).toBe('agrees')
    database.close()
  })

  it('that cannot be written leaves nothing behind, and says so', async () => {
    const file = join(bench.folder, 'not', 'there', 'copy.sqlite')
    expect(await saveBackup(bench.till().journalFile, file)).toMatchObject({
      ok: false,
      error: { code: 'exportFailed', reason: 'readOnly' },
    })
    expect(existsSync(join(bench.folder, 'not'))).toBe(false)
  })
})
