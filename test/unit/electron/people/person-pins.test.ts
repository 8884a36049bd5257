import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPeopleBook, type PeopleBook } from '../../../../electron/people/people-book.ts'
import { createPersonPins, type PersonPins } from '../../../../electron/people/person-pins.ts'
import { createKeychain, type Keytar } from '../../../../electron/settings/keychain.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'

// A keychain that asks the owner for its password answers when they typed it, long after the till gave up waiting.

const ANA = '6f1c2f66-5f0e-4a8e-9a2e-0d8c1a5b7e11'
const EVA = '0d8c1a5b-7e11-4a8e-9a2e-6f1c2f665f0e'
const [OLD, NEW] = ['482913', '735164']
const AT = '2026-11-21T14:02:00.000Z'
const CHEAP = { N: 1024, r: 8, p: 1 }
const UNAVAILABLE = err({ code: 'keychainUnavailable' })
const refuse = () => Promise.reject(new Error('refused'))
const HEAD = { at: AT, id: ANA, by: ANA }

let folder: string
let clock: FakeClock
let book: PeopleBook
let pins: PersonPins
let kept: Map<string, string>
/** What each change waits for before it is made, in their order; a rejection refuses it. Without any, it is made at once. */
let prompts: (() => Promise<unknown>)[]
/** The new PINs that the journal knows of. */
let written: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-pins-'))
  clock = createFakeClock()
  kept = new Map()
  prompts = []
  written = 0
  const service: Keytar = {
    getPassword: async (_, account) => kept.get(account) ?? null,
    async setPassword(_, account, secret) {
      await prompts.shift()?.()
      kept.set(account, secret)
    },
    async deletePassword(_, account) {
      await prompts.shift()?.()
      return kept.delete(account)
    },
  }
  book = openPeopleBook(folder, clock, false)
  const keychain = createKeychain(clock, service, () => true)
  pins = createPersonPins({ keychain, clock, book, cost: CHEAP })
  await pins.keep(ANA, OLD, () => book.record({ kind: 'personAdded', ...HEAD, name: 'Ana', role: 'owner' }))
})
afterEach(() => {
  book.close()
  rmSync(folder, { recursive: true })
})

function record(): Result<null> {
  const recorded = book.record({ kind: 'pinSet', ...HEAD })
  if (recorded.ok) written += 1
  return recorded
}

/** Begins, and is given up by the till: the change waits for its prompt still. */
async function keptTooLate(person = ANA, write = record): Promise<() => void> {
  const prompt = Promise.withResolvers<void>()
  prompts.push(() => prompt.promise)
  const answer = pins.keep(person, NEW, write)
  await expect.poll(() => prompts.length).toBe(0)
  clock.advance(60_000)
  expect(await answer).toEqual(UNAVAILABLE)
  return prompt.resolve
}

const whose = async () => ({ old: (await pins.verify(ANA, OLD)).ok, new: (await pins.verify(ANA, NEW)).ok })

describe('a new PIN that the keychain keeps after the till said that it failed', () => {
  it('is taken back, and nobody’s word counts until it is', async () => {
    const allow = await keptTooLate()
    expect(await pins.verify(ANA, OLD)).toEqual(UNAVAILABLE)
    expect(await pins.keep(ANA, NEW, record)).toEqual(UNAVAILABLE)
    allow()
    await expect.poll(() => pins.verify(ANA, OLD)).toEqual(ok(null))
    expect(await whose()).toEqual({ old: true, new: false })
    expect(written).toBe(0)
  })

  it('never fits before it was taken back, also for whoever types it at that moment', async () => {
    const allow = await keptTooLate()
    allow()
    const tries = await Promise.all(Array.from({ length: 4 }, () => pins.verify(ANA, NEW)))
    expect(tries.filter(({ ok: fits }) => fits)).toEqual([])
    expect(await pins.verify(ANA, OLD)).toEqual(ok(null))
  })

  it('stands in the journal where it cannot be taken back', async () => {
    const allow = await keptTooLate()
    prompts.push(refuse)
    allow()
    await expect.poll(() => written).toBe(1)
    expect(await whose()).toEqual({ old: false, new: true })
  })

  it('is the old one again where the keychain asks once more, and answers that late too', async () => {
    const allow = await keptTooLate()
    const again = Promise.withResolvers<void>()
    prompts.push(() => again.promise)
    allow()
    await expect.poll(() => prompts.length).toBe(0)
    clock.advance(60_000)
    expect(await pins.verify(ANA, NEW)).toEqual(UNAVAILABLE)
    again.resolve()
    await expect.poll(() => pins.verify(ANA, OLD)).toEqual(ok(null))
    expect(await whose()).toEqual({ old: true, new: false })
    expect(written).toBe(0)
  })

  it('of somebody new is nobody’s, and they are not there', async () => {
    const allow = await keptTooLate(EVA, () =>
      book.record({ kind: 'personAdded', at: AT, id: EVA, by: ANA, name: 'Eva', role: 'cashier' }),
    )
    allow()
    await expect.poll(() => [...kept.keys()]).toEqual([`till:live:pin.${ANA}`])
    expect(book.find(EVA)).toBeUndefined()
  })
})

describe('a new PIN that the keychain does not keep after all', () => {
  it('changes nothing, late or at once', async () => {
    const prompt = Promise.withResolvers<void>()
    prompts.push(() => prompt.promise)
    const answer = pins.keep(ANA, NEW, record)
    await expect.poll(() => prompts.length).toBe(0)
    clock.advance(60_000)
    expect(await answer).toEqual(UNAVAILABLE)
    prompt.reject(new Error('refused'))
    await expect.poll(() => pins.verify(ANA, OLD)).toEqual(ok(null))
    prompts.push(refuse)
    expect(await pins.keep(ANA, NEW, record)).toEqual(UNAVAILABLE)
    expect(await whose()).toEqual({ old: true, new: false })
    expect(written).toBe(0)
  })
})

describe('a new PIN that the journal does not take', () => {
  it('is taken back', async () => {
    const refused = err({ code: 'journalUnavailable', reason: 'full' } as const)
    expect(await pins.keep(ANA, NEW, () => refused)).toEqual(refused)
    expect(await whose()).toEqual({ old: true, new: false })
  })
})
