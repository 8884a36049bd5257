import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOf } from '../../../../electron/journal/chain.ts'
import { newSigningKey } from '../../../../electron/journal/checkpoint.ts'
import { readBundle } from '../../../../electron/tills/bundle-reader.ts'
import { createBundleSigner } from '../../../../electron/tills/bundle-signature.ts'
import { openJournalZs } from '../../../../electron/tills/journal-zs.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import { ok } from '../../../../shared/result.ts'
import { COUNTING_VERSION } from '../../../../shared/shift/counting-version.ts'
import { BUNDLE_VERSION, BundleHead, BundlePayment, BundleSeal } from '../../../../shared/tills/bundle.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { createMemoryKeychain } from '../../../support/memory-keychain.ts'
import { olderZ } from '../../../support/older-counting.ts'
import { linesIn, sealed } from '../../../support/tills/forged.ts'
import { createShopTill, type ShopTill } from '../../../support/tills/shop-till.ts'
import { aTaxedSale } from '../../../support/tills/taxed.ts'
import { anyHistory } from '../../shared/payment/any-history.ts'

const KEY = newSigningKey()
const HOUR = 3_600_000
/** In the text of a Z. */
const COUNTED = `"counting":${COUNTING_VERSION}`

let out: string
let till: ShopTill
let clock: ReturnType<typeof createFakeClock>

beforeEach(async () => {
  out = mkdtempSync(join(tmpdir(), 'usdtill-out-'))
  clock = createFakeClock()
  const keychain = createMemoryKeychain(clock)
  await keychain.set('live', 'signing-key', KEY)
  till = createShopTill({ number: 2, folder: mkdtempSync(join(tmpdir(), 'usdtill-')), clock, keychain })
})
afterEach(() => {
  till.close()
  rmSync(out, { recursive: true, force: true })
})

const aDay = () => {
  const carried = till.begin({ minor: 4200 })
  till.paid(till.begin({ minor: 1825, cashier: { id: 'ana', name: 'Ana' } }))
  till.paid(till.begin({ minor: 750, gateway: 'paystablecoin' }))
  return carried
}

describe('a bundle', () => {
  it('says of a Z what its journal says, and is signed by the key of the journal', async () => {
    aDay()
    const z = till.closeDay()
    const read = await readBundle(await till.save(z, out))
    if (!read.ok) throw new Error(read.error)
    const { head, event, seal } = read.value
    const zs = openJournalZs(till.journalFile)
    const inJournal = zs.z(1)
    zs.close()
    expect(head).toMatchObject({
      till: { number: 2, name: 'Till 2' },
      mode: 'live',
      before: null,
      payments: 3,
    })
    expect(head.till.id).toBe(till.settings.read().tillId)
    expect(event.z).toMatchObject({ till: head.till.name, tillNumber: 2, tillId: head.till.id })
    expect(event).toEqual(inJournal?.event)
    expect(head.event).toEqual(inJournal?.entry)
    expect(seal.publicKey).toBe(createBundleSigner(KEY)('00').publicKey)
  })

  it('holds each payment that the Z counts, corrects or carries, as it stood then', async () => {
    const carried = aDay()
    till.closeDay()
    till.paid(carried)
    till.paid(till.begin())
    till.closeDay()
    const first = linesIn(await till.save(1, out))
      .slice(1, -1)
      .map((line) => BundlePayment.parse(JSON.parse(line)))
    const second = linesIn(await till.save(2, out))
      .slice(1, -1)
      .map((line) => BundlePayment.parse(JSON.parse(line)))
    const standing = (of: typeof first) => of.map(({ payment, z }) => [payment.number, payment.status, z])
    expect(standing(first)).toEqual([
      [1, 'awaiting', null],
      [2, 'paid', 1],
      [3, 'paid', 1],
    ])
    expect(standing(second)).toEqual([
      [1, 'paid', 2],
      [4, 'paid', 2],
    ])
  })

  it('names where the Z before it stands, and is the same whenever it is written', async () => {
    aDay()
    till.closeDay()
    clock.advance(24 * HOUR)
    till.closeDay()
    const [first, second] = [await till.save(1, out), await till.save(2, out)]
    const text = readFileSync(first, 'utf8')
    const { event } = BundleHead.parse(JSON.parse(linesIn(first)[0] ?? ''))
    const { before } = BundleHead.parse(JSON.parse(linesIn(second)[0] ?? ''))
    expect(before).toEqual({ number: 1, seq: event.seq, hash: event.hash })
    expect(readFileSync(await till.save(1, out), 'utf8')).toBe(text)
  })

  it('without a keychain is unsigned, and says so', async () => {
    const keychain = createMemoryKeychain(clock)
    keychain.isThere = false
    const folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
    const other = createShopTill({ number: 3, folder, clock, keychain })
    other.closeDay()
    const written = await other.desk.writeBundle(1, async (name) => ok(join(out, name)))
    expect(written).toMatchObject({ ok: true, value: { isSigned: false } })
    const read = await readBundle(await other.save(1, out))
    expect(read).toMatchObject({ ok: true, value: { seal: { publicKey: null, signature: null } } })
    other.close()
  })

  it('of a Z that there is not, or for a disk that refuses, is not written', async () => {
    till.closeDay()
    const nowhere = async (name: string) => ok(join(out, 'no such folder', name))
    expect(await till.desk.writeBundle(2, nowhere)).toEqual({ ok: false, error: { code: 'notFound' } })
    expect(await till.desk.writeBundle(1, nowhere)).toMatchObject({
      ok: false,
      error: { code: 'exportFailed' },
    })
    expect(await till.desk.writeBundle(1, async () => ok(null))).toEqual({ ok: true, value: null })
  })

  /** Everything happens to a new payment, with a Z in the middle of it or not. */
  function live([events, hasZ]: readonly [readonly PaymentEvent[], boolean]): void {
    const id = till.begin()
    const half = Math.floor(events.length / 2)
    for (const event of events.slice(0, half)) till.record(id, event)
    if (hasZ) till.closeDay()
    for (const event of events.slice(half)) till.record(id, event)
  }

  // Hundreds of events, each of them flushed to the disk: a few seconds.
  it('of any history of payments is read as it was written', async () => {
    const anyFates = fc.array(fc.tuple(anyHistory, fc.boolean()), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(anyFates, async (fates) => {
        fates.forEach(live)
        const z = till.closeDay()
        for (const number of new Set([Math.max(1, z - 1), z])) {
          expect(await readBundle(await till.save(number, out))).toMatchObject({ ok: true })
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

describe('a bundle of a till from before the taxes in refunds were worked out', () => {
  const made = async (content: string) => {
    const file = join(out, 'made')
    writeFileSync(file, content)
    return readBundle(file)
  }

  /** That bundle with another text of its Z, in a journal whose hash fits. */
  function withZ(lines: readonly string[], change: (body: string) => string, over: object = {}): string {
    const [first = '', ...payments] = lines
    const head = BundleHead.parse(JSON.parse(first))
    const { seq, at, previous, body } = head.event
    const row = { seq, at, previous, body: change(body) }
    const event = { ...row, hash: hashOf({ ...row, paymentId: null, kind: 'dayClosed' }) }
    return sealed([JSON.stringify({ ...head, ...over, event }), ...payments], KEY)
  }

  beforeEach(() => {
    const sale = aTaxedSale(2000, { isDiscounted: false, isTipped: true })
    const [one, other] = [till.begin({ sale }), till.begin({ sale })]
    till.paid(one)
    till.paid(other)
    till.sentBack(one, '9.500000')
    till.closeDay()
    till.sentBack(one, '10.374210')
    till.sentBack(other, '4.000000')
    till.closeDay()
  })

  it('is taken, with its corrections, and says nothing of them', async () => {
    for (const z of [1, 2]) {
      const lines = linesIn(await till.save(z, out)).slice(0, -1)
      const older = await made(withZ(lines, olderZ, { version: 1 }))
      if (!older.ok) throw new Error(older.error)
      expect(older.value.event.counting).toBe(1)
      expect(JSON.stringify(older.value.event)).not.toContain('refundedTaxes')
      const now = await made(sealed(lines, KEY))
      expect(now.ok && JSON.stringify(now.value.event)).toContain('refundedTaxes')
    }
  })

  it('is not taken where it says something else, nor a newer one that leaves them out', async () => {
    const lines = linesIn(await till.save(1, out)).slice(0, -1)
    const otherSums = (body: string) => olderZ(body).replace('"sales":2', '"sales":3')
    expect(await made(withZ(lines, otherSums))).toEqual({ ok: false, error: 'doesNotAddUp' })
    const left = (body: string) => JSON.stringify({ ...JSON.parse(olderZ(body)), counting: 2 })
    expect(await made(withZ(lines, left))).toEqual({ ok: false, error: 'doesNotAddUp' })
    const more = (body: string) => body.replace(COUNTED, '"counting":1')
    expect(await made(withZ(lines, more))).toEqual({ ok: false, error: 'doesNotAddUp' })
  })

  it('and one that counts by rules of later is from a newer till', async () => {
    const lines = linesIn(await till.save(1, out)).slice(0, -1)
    const later = (body: string) => body.replace(COUNTED, `"counting":${COUNTING_VERSION + 1}`)
    expect(await made(withZ(lines, later))).toEqual({ ok: false, error: 'newer' })
  })
})

describe('a bundle that somebody changed', () => {
  it('is found, whichever byte it is', async () => {
    till.paid(till.begin())
    till.closeDay()
    const bytes = readFileSync(await till.save(1, out))
    const changed = join(out, 'changed')
    const places = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(places, async ([place, flip]) => {
        const copy = Buffer.from(bytes)
        copy[place] = (copy[place] ?? 0) ^ flip
        writeFileSync(changed, copy)
        expect(await readBundle(changed)).toMatchObject({ ok: false })
      }),
      { numRuns: 500 },
    )
  })

  // Some five hundred files, one after the other.
  it('is found at every byte of its seal, and where one is missing or too many', async () => {
    till.closeDay()
    const bytes = readFileSync(await till.save(1, out))
    const changed = join(out, 'changed')
    const from = bytes.lastIndexOf(0x0a, bytes.length - 2)
    for (let place = from; place < bytes.length; place += 1) {
      for (const flip of [1, 0x20]) {
        const copy = Buffer.from(bytes)
        copy[place] = (copy[place] ?? 0) ^ flip
        writeFileSync(changed, copy)
        expect(await readBundle(changed)).toMatchObject({ ok: false })
      }
    }
    for (const other of [
      bytes.subarray(0, -1),
      bytes.subarray(1),
      Buffer.concat([bytes, Buffer.from('\n')]),
    ]) {
      writeFileSync(changed, other)
      expect(await readBundle(changed)).toMatchObject({ ok: false })
    }
  }, 30_000)
})

describe('a file that a till would not have made', () => {
  const made = async (content: string | Buffer) => {
    const file = join(out, 'made')
    writeFileSync(file, content)
    return readBundle(file)
  }

  it.each([
    ['nothing', ''],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['another file', 'day,number\r\n2026-11-21,1\r\n'],
    ['lines of nothing', '\n'.repeat(100)],
  ])('is %s', async (_name, content) => {
    const read = await made(content)
    expect(read.ok).toBe(false)
    expect(read.ok || ['notABundle', 'newer', 'damaged']).toContain(read.ok || read.error)
  })

  it('is one of a later version', async () => {
    const file = (version: number) => made(`{"format":"usdtill-bundle","version":${version},"x":1}\n{}\n`)
    expect(await file(BUNDLE_VERSION + 1)).toEqual({ ok: false, error: 'newer' })
    expect(await file(BUNDLE_VERSION)).toEqual({ ok: false, error: 'damaged' })
  })

  it('is of a line that never ends: no more of it is held than a line of ours has', async () => {
    const head = `{"format":"usdtill-bundle","version":1,"x":"${'a'.repeat(9 * 1024 * 1024)}`
    expect(await made(head)).toEqual({ ok: false, error: 'damaged' })
    expect(await made(sealed([head], KEY))).toEqual({ ok: false, error: 'tooLarge' })
    till.paid(till.begin())
    till.closeDay()
    const [first = ''] = linesIn(await till.save(1, out))
    const long = await made(sealed([first, `{"x":"${'a'.repeat(2 * 1024 * 1024)}`], KEY))
    expect(long).toEqual({ ok: false, error: 'tooLarge' })
  })

  it('is sealed and still nothing that it says has to be true', async () => {
    aDay()
    till.closeDay()
    const lines = linesIn(await till.save(1, out)).slice(0, -1)
    const [head = '', ...payments] = lines
    const parsed = BundleHead.parse(JSON.parse(head))
    const withHead = (change: object) => sealed([JSON.stringify({ ...parsed, ...change }), ...payments], KEY)
    expect(await made(sealed(lines, KEY))).toMatchObject({ ok: true })
    expect(await made(sealed(lines, null))).toMatchObject({ ok: true })
    const faults = {
      'a payment less than it says': sealed(lines.slice(0, -1), KEY),
      'a payment more': sealed([...lines, payments[0] ?? ''], KEY),
      'a payment left out': withHead({ payments: 2 }),
      'another type': withHead({ payments: '3' }),
      'another mode': withHead({ mode: 'Live' }),
      'a Z before the first': withHead({ before: { number: 1, seq: 1, hash: parsed.event.hash } }),
      'another place in the journal': withHead({ event: { ...parsed.event, seq: 1 } }),
      'another total': withHead({
        event: { ...parsed.event, body: parsed.event.body.replace(/"sales":\d+/, '"sales":9') },
      }),
      'no text in the event': withHead({ event: { ...parsed.event, body: '{}' } }),
      'nested beyond reason': sealed(
        [`{"format":"usdtill-bundle","version":1,"x":${'['.repeat(100_000)}`, ''],
        KEY,
      ),
    }
    for (const [name, content] of Object.entries(faults)) {
      const read = await made(content)
      expect([name, read.ok]).toEqual([name, false])
      expect(read.ok || read.error).toMatch(/^(unreadable|doesNotAddUp)$/)
    }
  })

  it('has a total that is not the sum of its payments, with a hash made anew', async () => {
    aDay()
    till.closeDay()
    const lines = linesIn(await till.save(1, out)).slice(0, -1)
    const more = lines.map((line) => line.replace('"minor":1825', '"minor":182500'))
    expect(await made(sealed(more, KEY))).toEqual({ ok: false, error: 'doesNotAddUp' })
  })

  it('names a key that it is not signed with', async () => {
    till.closeDay()
    const lines = linesIn(await till.save(1, out)).slice(0, -1)
    const [mine, theirs] = [sealed(lines, KEY), sealed(lines, newSigningKey())]
    const sealOf = (text: string) => BundleSeal.parse(JSON.parse(text.trimEnd().split('\n').at(-1) ?? ''))
    const mixed = { ...sealOf(mine), publicKey: sealOf(theirs).publicKey }
    const half = { ...sealOf(mine), signature: null }
    for (const seal of [mixed, half]) {
      const content = `${[...lines, JSON.stringify(seal)].join('\n')}\n`
      expect(await made(content)).toEqual({ ok: false, error: 'wrongSignature' })
    }
  })
})
