import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTillsReading, type TillsReading } from '../../../../electron/tills/reading/tills-reading.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

let folder: string
let clock: ReturnType<typeof createFakeClock>
let reading: TillsReading
let crashes: unknown[]

const SOURCE = {
  till: { id: '11111111-1111-4111-8111-111111111111', number: 1, name: 'Till 1' },
  shop: 'Corner Coffee',
  journalFile: 'no journal',
  recordFile: 'no record',
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  clock = createFakeClock()
  crashes = []
})
afterEach(() => {
  reading.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A thread that does this with each question. */
function withThread(body: string): void {
  const worker = join(folder, 'worker.mjs')
  const begin = `import { parentPort } from 'node:worker_threads'\nlet asked = 0\n`
  writeFileSync(worker, `${begin}parentPort.on('message', (question) => { asked += 1; ${body} })`)
  const onCrash = (_reference: string, error: unknown) => void crashes.push(error)
  reading = createTillsReading({ workerUrl: pathToFileURL(worker), clock, onCrash })
}

const list = () => reading.list(SOURCE)

test('a file that the thread dies of is refused, and the next one is read', async () => {
  withThread(`if (question.file === 'bad') throw new Error('of it')
    parentPort.postMessage({ ok: false, error: 'damaged' })`)
  const files = ['good', 'bad', 'good'].map((file) => reading.bundle(file))
  const said = (await Promise.all(files)).map((read) => read.ok || read.error)
  expect(said).toEqual(['damaged', 'unreadable', 'damaged'])
  expect(crashes).toMatchObject([{ message: 'of it' }])
})

test('a file that takes all memory ends its thread, and neither the till nor the report', async () => {
  withThread(`if (question.want !== 'bundle') return parentPort.postMessage({ ok: true, value: { tills: [] } })
    const all = []; for (;;) all.push(new Array(1e6).fill(asked + all.length))`)
  const file = reading.bundle('bad')
  expect(await list()).toMatchObject({ ok: true })
  expect(await file).toEqual({ ok: false, error: 'unreadable' })
  // A quarter of a gigabyte has to be filled first.
}, 60_000)

test('one that never ends is ended after a minute, and the thread stays between two questions only so long', async () => {
  withThread(`if (question.file !== 'bad') parentPort.postMessage({ ok: false, error: String(asked) })`)
  const asked = async () => {
    const read = await reading.bundle('good')
    return read.ok || read.error
  }
  expect([await asked(), await asked()]).toEqual(['1', '2'])
  clock.advance(20_000)
  expect(await asked()).toBe('1')
  const bad = reading.bundle('bad')
  const next = asked()
  // Once the thread has the question.
  await Promise.resolve()
  await Promise.resolve()
  clock.advance(60_000)
  expect(await bad).toEqual({ ok: false, error: 'unreadable' })
  expect(await next).toBe('1')
  expect(crashes).toEqual(['no answer within 60000 ms'])
})

test('a report that died is an error with a reference, and after the end there is none', async () => {
  withThread('process.exit(3)')
  expect(await list()).toMatchObject({ ok: false, error: { code: 'internal' } })
  expect(crashes).toEqual(['exit code 3'])
  const [left, file] = [list(), reading.bundle('one')]
  reading.close()
  expect(await left).toEqual({ ok: false, error: { code: 'notNow' } })
  expect(await file).toEqual({ ok: false, error: 'notKept' })
  expect(await list()).toEqual({ ok: false, error: { code: 'notNow' } })
})
