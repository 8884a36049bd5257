import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  createSearchService,
  type SearchService,
} from '../../../../electron/exports/search/search-service.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { anId, aPaymentBase, START } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

// A thread from its TypeScript: a fifth of a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const workerUrl = new URL('../../../../electron/exports/search/search-worker.ts', import.meta.url)

let folder: string
let journalFile: string
let journal: Journal
let service: SearchService
let clock: ReturnType<typeof createFakeClock>
let crashes: [string, unknown][]

function charge(number: number): void {
  const payment = aPaymentBase({ number, reference: `Table ${number}` })
  const recorded = createPaymentRepository(journal).record(anId(number), {
    kind: 'intended',
    at: START,
    payment,
  })
  if (!recorded.ok) throw new Error(recorded.error.code)
}

function open(over: Partial<Parameters<typeof createSearchService>[0]> = {}): SearchService {
  const onCrash = (...crash: [string, unknown]) => void crashes.push(crash)
  return createSearchService({ workerUrl, journalFile, clock, onCrash, ...over })
}

async function found(text: string): Promise<readonly number[] | string> {
  const answer = await service.find({ text })
  return answer.ok ? answer.value.rows.map(({ number }) => number) : answer.error.code
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-search-'))
  journalFile = join(folder, 'live.sqlite')
  const opened = openJournal(journalFile, 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
  clock = createFakeClock()
  crashes = []
  service = open()
  charge(1)
})

afterEach(async () => {
  await service.close()
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

test('each of several questions at once has its own answer', async () => {
  charge(2)
  const answers = await Promise.all(['table 2', 'nobody', 'table'].map(found))
  expect(answers).toEqual([[2], [], [2, 1]])
})

test('what is charged between two questions is found by the second', async () => {
  expect(await found('table')).toEqual([1])
  charge(2)
  expect(await found('table')).toEqual([2, 1])
})

test('after a minute without a question the thread is gone, and the next question has one again', async () => {
  expect(await found('table 1')).toEqual([1])
  clock.advance(60_000)
  expect(await found('table 1')).toEqual([1])
  expect(crashes).toEqual([])
})

test('a journal that is not there is an error in words, and is found once it is there', async () => {
  const elsewhere = join(folder, 'later.sqlite')
  await service.close()
  service = open({ journalFile: elsewhere })
  expect(await found('table')).toBe('journalUnavailable')
  const opened = openJournal(elsewhere, 'live')
  expect(await found('table')).toEqual([])
  if (opened.ok) opened.value.close()
})

test('a payment that cannot be read is said to be damage', async () => {
  journal.database.exec(`UPDATE payments SET body = '{"number":1}'`)
  expect(await service.find({ text: '1' })).toEqual({
    ok: false,
    error: { code: 'journalUnavailable', reason: 'damaged' },
  })
})

test.each([
  ['that dies', "throw new Error('boom')", 0, expect.objectContaining({ message: 'boom' })],
  ['that never answers', 'setInterval(() => {}, 1000)', 20_000, 'no answer within 20000 ms'],
])('a thread %s is an answer with a reference, told to the log', async (_what, script, ms, failure) => {
  const broken = join(folder, 'broken.mjs')
  writeFileSync(broken, script)
  service = open({ workerUrl: new URL(`file://${broken}`) })
  const answer = service.find({ text: 'table' })
  clock.advance(ms)
  expect(await answer).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(crashes).toEqual([[expect.any(String), failure]])
})

test('closing answers what was under way, and nothing is asked after', async () => {
  const underWay = service.find({ text: 'table' })
  await service.close()
  const notNow = { ok: false, error: { code: 'notNow' } }
  expect(await underWay).toEqual(notNow)
  expect(await service.find({ text: 'table' })).toEqual(notNow)
})
