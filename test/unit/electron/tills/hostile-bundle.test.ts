import { createHook } from 'node:async_hooks'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newSigningKey } from '../../../../electron/journal/checkpoint.ts'
import { readBundle } from '../../../../electron/tills/bundle-reader.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createMemoryKeychain } from '../../../support/memory-keychain.ts'
import { linesIn, sealed } from '../../../support/tills/forged.ts'
import { createShopTill, type ShopTill } from '../../../support/tills/shop-till.ts'

// Anybody may put a file into the folder that all tills write to. Reading one takes as many steps as it has pieces and
// payments, whatever else is in it.

const MEBIBYTE = 1024 * 1024
const KEY = newSigningKey()
/** A file of some megabytes is read in a hundred pieces, each a handful of promises. */
const FEW_STEPS = 3000

let out: string
let till: ShopTill

beforeEach(async () => {
  out = mkdtempSync(join(tmpdir(), 'usdtill-out-'))
  const clock = createFakeClock()
  const keychain = createMemoryKeychain(clock)
  await keychain.set('live', 'signing-key', KEY)
  till = createShopTill({ number: 2, folder: mkdtempSync(join(tmpdir(), 'usdtill-')), clock, keychain })
})
afterEach(() => {
  till.close()
  rmSync(out, { recursive: true, force: true })
})

/** A day of three payments, as its lines without the seal. */
async function aDay(): Promise<string[]> {
  for (let sale = 0; sale < 3; sale += 1) till.paid(till.begin())
  return linesIn(await till.save(till.closeDay(), out)).slice(0, -1)
}

/** What is said of a file, and the steps that it took. */
async function read(content: string): Promise<{ readonly said: string; readonly steps: number }> {
  const file = join(out, 'made')
  writeFileSync(file, content)
  let steps = 0
  const counting = createHook({
    init(_id, type) {
      if (type === 'PROMISE') steps += 1
    },
  }).enable()
  const { ok, ...rest } = await readBundle(file)
  counting.disable()
  return { said: 'error' in rest ? rest.error : String(ok), steps }
}

test('a file of line feeds takes no more steps than one of anything else', async () => {
  const feeds = '\n'.repeat(2 * MEBIBYTE)
  const [head = '', ...payments] = await aDay()
  const files: readonly (readonly [string, string])[] = [
    [`{"format":"usdtill-bundle","version":1,}\n${feeds}`, 'damaged'],
    [`${sealed([head, ...payments], KEY)}${feeds}`, 'damaged'],
    [sealed(['{"format":"usdtill-bundle","version":1,}', feeds], null), 'unreadable'],
    [sealed([head, feeds, ...payments], null), 'unreadable'],
    [sealed([head, ...payments, feeds], null), 'unreadable'],
    [sealed([`${head}${' '.repeat(2 * MEBIBYTE)}`, ...payments], null), 'true'],
  ]
  for (const [content, said] of files) {
    const taken = await read(content)
    expect(taken.said).toBe(said)
    expect(taken.steps).toBeLessThan(FEW_STEPS)
  }
})

test('a payment that stands in it a thousand times is refused at the second', async () => {
  const [head = '', payment = ''] = await aDay()
  const many = JSON.stringify({ ...JSON.parse(head), payments: 5000 })
  const taken = await read(sealed([many, ...Array.from({ length: 5000 }, () => payment)], KEY))
  expect(taken.said).toBe('doesNotAddUp')
  expect(taken.steps).toBeLessThan(FEW_STEPS)
})
