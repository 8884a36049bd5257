import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ExportProgress, ExportQuestion } from '../../../../electron/exports/export-request.ts'
import { createExportService, type ExportService } from '../../../../electron/exports/export-service.ts'
import { aPayment } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { type ExportedJournal, openExportedJournal } from './exported-journal.ts'

// Each test starts a thread that loads its part of the program from its sources: seconds, on a computer that is busy.
vi.setConfig({ testTimeout: 60_000 })

const clock = createFakeClock()
let journal: ExportedJournal
let service: ExportService
let question: ExportQuestion
let flush: BroadcastChannel
/** The file has all its rows. */
let begun: Promise<unknown>

beforeEach(() => {
  journal = openExportedJournal()
  journal.write([1, 2, 3].map((number) => aPayment({ status: 'paid', number })))
  const workerUrl = new URL('./slow-flush-worker.ts', import.meta.url)
  const { journalFile, folder } = journal
  service = createExportService({ workerUrl, clock, journalFile, mode: 'live', timeZone: 'UTC' })
  const file = join(folder, 'export')
  question = { format: 'json', scope: { kind: 'days', from: null, until: null }, file }
  writeFileSync(file, 'older')
  flush = new BroadcastChannel('slow flush')
  begun = new Promise((resolve) => {
    flush.onmessage = resolve
  })
})

afterEach(async () => {
  flush.close()
  await service.close()
  journal.remove()
})

const written = () => readFileSync(question.file, 'utf8')

test('a disk that is slow to flush ends no export: the thread says that it goes on', async () => {
  const said: ExportProgress[] = []
  let isFlushing = false
  const running = service.start(question, (progress) => {
    if (!isFlushing) return
    said.push(progress)
    clock.advance(59_999)
    if (said.length === 5) flush.postMessage('go on')
  })
  await begun
  expect(written()).toBe('older')
  isFlushing = true
  expect(await running.done).toMatchObject({ ok: true, value: { outcome: 'written', payments: 3 } })
  expect(said.slice(0, 5)).toEqual(Array(5).fill({ done: expect.any(Number), total: 3 }))
  expect(JSON.parse(written())).toMatchObject({ sheets: expect.anything() })
})

test('an export that is given up while the disk flushes leaves what was there before', async () => {
  const running = service.start(question)
  await begun
  running.cancel()
  flush.postMessage('go on')
  expect(await running.done).toEqual({ ok: true, value: { outcome: 'cancelled' } })
  expect(written()).toBe('older')
  expect(readdirSync(journal.folder).filter((name) => !name.startsWith('live.sqlite'))).toEqual(['export'])
})
