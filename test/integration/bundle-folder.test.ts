import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { newSigningKey } from '../../electron/journal/checkpoint.ts'
import { MOST_NEW_FILES, newFilesIn } from '../../electron/tills/bundle-folder.ts'
import type { FolderLook } from '../../shared/contract/tills.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain } from '../support/memory-keychain.ts'
import { linesIn, sealed } from '../support/tills/forged.ts'
import { createShopTill, readingIsUp, type ShopTill } from '../support/tills/shop-till.ts'

const DAY = 86_400_000

let clock: FakeClock
/** The folder that all tills write to. */
let shared: string
/** The till that adds all of them up, and another one. */
let owner: ShopTill
let bar: ShopTill

async function aTill(number: number, folder = mkdtempSync(join(tmpdir(), 'usdtill-'))): Promise<ShopTill> {
  const keychain = createMemoryKeychain(clock)
  await keychain.set('live', 'signing-key', newSigningKey())
  return createShopTill({ number, folder, clock, keychain })
}

beforeAll(readingIsUp, 60_000)
beforeEach(async () => {
  clock = createFakeClock(Date.parse('2026-11-01T10:00:00.000Z'))
  shared = mkdtempSync(join(tmpdir(), 'usdtill-shared-'))
  owner = await aTill(1)
  bar = await aTill(2)
  owner.settings.save({ bundleFolder: shared })
})
afterEach(() => {
  owner.close()
  bar.close()
  rmSync(shared, { recursive: true, force: true })
})

/** A day of the bar, closed; its file in the shared folder. */
async function aDayOfTheBar(): Promise<string> {
  bar.paid(bar.begin())
  const z = bar.closeDay()
  clock.advance(DAY)
  return bar.save(z, shared)
}

async function look(): Promise<FolderLook> {
  const looked = await owner.desk.lookInFolder()
  if (!looked.ok) throw new Error(looked.error.code)
  return looked.value
}

/** What was said of each file. */
async function said(): Promise<readonly string[]> {
  const looked = await look()
  if (looked.kind === 'notThere') return ['notThere']
  return looked.files.map(({ outcome, fault }) => fault ?? outcome)
}

async function zsOfTheBar(): Promise<number | undefined> {
  const view = await owner.desk.list()
  return view.ok ? view.value.tills.find(({ isOwn }) => !isOwn)?.zs : undefined
}

test('what is new in the folder is taken once, in the order of the Zs, as if it had been chosen', async () => {
  for (let day = 0; day < 3; day += 1) await aDayOfTheBar()
  const looked = await look()
  expect(looked).toMatchObject({ kind: 'looked', hasMore: false })
  expect(looked.kind === 'looked' && looked.files.map(({ z, outcome }) => [z, outcome])).toEqual([
    [1, 'imported'],
    [2, 'imported'],
    [3, 'imported'],
  ])
  expect(await said()).toEqual([])
  await aDayOfTheBar()
  expect(await said()).toEqual(['imported'])
  expect(await zsOfTheBar()).toBe(4)
})

test('this till’s own files, and those that were imported by hand, are nothing to speak of', async () => {
  owner.paid(owner.begin())
  await owner.save(owner.closeDay(), shared)
  const file = await aDayOfTheBar()
  expect(await owner.desk.importFiles([file])).toMatchObject({ ok: true, value: [{ outcome: 'imported' }] })
  expect(await said()).toEqual([])
  copyFileSync(file, file.replace('.bundle', ' (1).bundle'))
  expect(await said()).toEqual([])
  expect(await zsOfTheBar()).toBe(1)
})

test('what was taken is not read again after a restart; whoever lost the record takes it anew', async () => {
  await aDayOfTheBar()
  expect(await said()).toEqual(['imported'])
  owner.desk.close()
  // Whatever is in it now: it is as it was to whoever looks at name, size and time only.
  expect(await said()).toEqual([])
  owner.desk.close()
  const folder = join(owner.journalFile, '..', 'tills')
  for (const name of readdirSync(folder)) if (name.includes('.sqlite')) rmSync(join(folder, name))
  expect(await said()).toEqual(['imported'])
  expect(await zsOfTheBar()).toBe(1)
})

test('a file that is refused is named once, and again when it was written anew', async () => {
  const file = await aDayOfTheBar()
  const whole = readFileSync(file)
  writeFileSync(file, whole.subarray(0, 900))
  expect(await said()).toEqual(['damaged'])
  expect(await said()).toEqual([])
  // As a folder that is kept in step writes it: first a part of it.
  writeFileSync(file, whole)
  expect(await said()).toEqual(['imported'])
  expect(await zsOfTheBar()).toBe(1)
})

test('a file that another key signed is kept apart as ever, and named once', async () => {
  await aDayOfTheBar()
  expect(await said()).toEqual(['imported'])
  const file = await aDayOfTheBar()
  writeFileSync(file, sealed(linesIn(file).slice(0, -1), newSigningKey()))
  expect(await said()).toEqual(['otherKey'])
  expect(await said()).toEqual([])
  const merged = await owner.desk.merged({ from: '2026-11-01', to: '2026-11-30' })
  expect(merged.ok && merged.value.problems.map(({ kind }) => kind)).toContain('otherKey')
  expect(await zsOfTheBar()).toBe(1)
})

test('only files that are called so and lie in the folder itself: no links, no folders, no other mode', async () => {
  const file = await aDayOfTheBar()
  const elsewhere = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const moved = join(elsewhere, basename(file))
  renameSync(file, moved)
  symlinkSync(moved, file)
  mkdirSync(join(shared, 'usdtill-live-T03-z0001.bundle'))
  mkdirSync(join(shared, 'deeper'))
  for (const name of [
    join('deeper', basename(file)),
    'z1.bundle',
    basename(file).replace('-live-', '-practice-'),
    `${basename(file)}.tmp`,
  ]) {
    copyFileSync(moved, join(shared, name))
  }
  expect(await look()).toEqual({ kind: 'looked', files: [], hasMore: false })
  rmSync(elsewhere, { recursive: true, force: true })
})

test('a folder that is not there loses nothing, and is looked into when it is back', async () => {
  await aDayOfTheBar()
  expect(await said()).toEqual(['imported'])
  renameSync(shared, `${shared}-out`)
  expect(await said()).toEqual(['notThere'])
  writeFileSync(shared, 'no folder')
  expect(await said()).toEqual(['notThere'])
  rmSync(shared)
  renameSync(`${shared}-out`, shared)
  await aDayOfTheBar()
  expect(await said()).toEqual(['imported'])
  expect(await zsOfTheBar()).toBe(2)
})

// A thousand files: some seconds where the machine has much to do.
test('of a folder full of files so many at a time, and the others in their turn', async () => {
  for (let file = 0; file <= MOST_NEW_FILES; file += 1) {
    writeFileSync(join(shared, `usdtill-live-T99-${file}.bundle`), '')
  }
  const known = new Set<string>()
  const next = () => newFilesIn(shared, 'live', ({ name }) => known.has(name))
  const first = await next()
  expect([first?.files.length, first?.hasMore]).toEqual([MOST_NEW_FILES, true])
  for (const { name } of first?.files ?? []) known.add(name)
  const second = await next()
  expect([second?.files.length, second?.hasMore]).toEqual([1, false])
  for (const { name } of second?.files ?? []) known.add(name)
  expect(await next()).toEqual({ files: [], hasMore: false })
}, 30_000)

test('rubbish among them keeps none of the others out', async () => {
  await aDayOfTheBar()
  for (const name of ['a', 'b']) writeFileSync(join(shared, `usdtill-live-T99-${name}.bundle`), 'rubbish')
  expect((await said()).toSorted()).toEqual(['imported', 'notABundle', 'notABundle'])
  expect(await said()).toEqual([])
})

test('a file of a day no till has seen yet keeps none of the others out', async () => {
  await aDayOfTheBar()
  const far = join(shared, 'usdtill-live-T99-far.bundle')
  writeFileSync(far, 'rubbish')
  // Where the file system can say so: more nanoseconds than the record has room for.
  utimesSync(far, 0, Date.parse('2300-01-01') / 1000)
  expect((await said()).toSorted()).toEqual(['imported', 'notABundle'])
  expect(await said()).toEqual([])
})

test('two looks at one time are one, and without a folder there is none', async () => {
  await aDayOfTheBar()
  const [one, other] = await Promise.all([look(), look()])
  expect(one).toMatchObject({ files: [{ outcome: 'imported' }] })
  expect(other).toEqual(one)
  owner.settings.save({ bundleFolder: null })
  expect(await owner.desk.lookInFolder()).toMatchObject({ ok: false, error: { code: 'notNow' } })
})
