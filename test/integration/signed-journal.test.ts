import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSigner, newSigningKey } from '../../electron/journal/checkpoint.ts'
import { createCheckpoints } from '../../electron/journal/checkpoints.ts'
import { openJournal } from '../../electron/journal/journal.ts'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
  bench.signer = createSigner(newSigningKey())
  bench.restart()
})
afterEach(() => bench.close())

function verdict() {
  const database = new DatabaseSync(bench.till().journalFile, { readOnly: true })
  const found = verifyJournal(database)
  database.close()
  return found
}

it('is signed when the till is closed', async () => {
  await bench.start()
  // What the shop was, the intent, the charge.
  expect(verdict()).toMatchObject({ events: 3, checkpoints: 0, fault: null })
  bench.till().close()
  expect(verdict()).toMatchObject({ events: 4, checkpoints: 1, signedUpTo: 3, fault: null })
})

it('is not signed twice over the same events', async () => {
  await bench.start()
  bench.till().close()
  const events = verdict().events
  const opened = openJournal(bench.till().journalFile, 'practice')
  if (!opened.ok) throw new Error(opened.error.code)
  createCheckpoints(opened.value, bench.signer, bench.clock).sign()
  opened.value.close()
  expect(verdict()).toMatchObject({ events, checkpoints: 1 })
})

it('is signed when a business day gives way to the next', async () => {
  const view = await bench.start()
  await bench.payments().cancel(view.payment.id)
  await bench.advance(24 * 3_600_000)
  await bench.start()
  expect(verdict()).toMatchObject({ checkpoints: 1, fault: null })
})

it('is signed at least every thousand events', () => {
  bench.till().close()
  const opened = openJournal(bench.till().journalFile, 'practice')
  if (!opened.ok) throw new Error(opened.error.code)
  const entry = { at: '2026-11-21T14:02:00.000Z', paymentId: null, kind: 'test', body: '{}' }
  // At once: a disk may take seconds to flush a thousand times.
  opened.value.appendAll(Array.from({ length: 1000 }, () => ({ entry, project: () => undefined })))
  opened.value.close()
  bench.restart()
  return bench.start().then(() => expect(verdict()).toMatchObject({ checkpoints: 1, fault: null }))
})
