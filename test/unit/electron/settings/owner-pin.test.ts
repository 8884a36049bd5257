import { beforeEach, describe, expect, it } from 'vitest'
import { createOwnerPin, type OwnerPin } from '../../../../electron/settings/owner-pin.ts'
import type { PinAttempts } from '../../../../electron/settings/pin-lock.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../../../support/memory-keychain.ts'

const PIN = '482913'
const OTHER = '770021'
const ENTRY = 'till:live:owner-pin'
/** What a guess costs is no matter here. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 }
const unavailable: Result<never> = err({ code: 'keychainUnavailable' })

let clock: FakeClock
let keychain: MemoryKeychain
let wrong: number
let isPractice: boolean
let owner: OwnerPin

function open(): OwnerPin {
  const attempts: PinAttempts = {
    failures: () => wrong,
    note(tried) {
      wrong = tried === 'right' ? 0 : wrong + 1
      return ok(null)
    },
  }
  const mayKeepInMemory = () => isPractice
  return createOwnerPin({ keychain, clock, attempts: () => attempts, mayKeepInMemory, cost: CHEAP })
}

beforeEach(() => {
  clock = createFakeClock()
  keychain = createMemoryKeychain(clock)
  wrong = 0
  isPractice = false
  owner = open()
})

describe('setting the PIN', () => {
  it('needs none before, and the one so far after', async () => {
    expect(await owner.verify(PIN)).toEqual(err({ code: 'pinNotSet' }))
    expect(await owner.set({ current: null, pin: PIN })).toEqual(ok(null))
    expect(owner.state()).toBe('set')
    expect(await owner.set({ current: null, pin: OTHER })).toEqual(err({ code: 'pinWrong', left: 4 }))
    expect(await owner.set({ current: OTHER, pin: OTHER })).toEqual(err({ code: 'pinWrong', left: 3 }))
    expect(await owner.set({ current: PIN, pin: OTHER })).toEqual(ok(null))
    expect(await owner.verify(OTHER)).toEqual(ok(null))
    expect(await owner.verify(PIN)).toEqual(err({ code: 'pinWrong', left: 4 }))
  })

  it('twice at once sets one, and the other has to know it', async () => {
    const [first, second] = await Promise.all([
      owner.set({ current: null, pin: PIN }),
      owner.set({ current: null, pin: OTHER }),
    ])
    expect([first.ok, second]).toEqual([true, err({ code: 'pinWrong', left: 4 })])
    expect(await owner.verify(PIN)).toEqual(ok(null))
  })

  it('keeps neither the PIN nor the same record for the same PIN', async () => {
    await owner.set({ current: null, pin: PIN })
    const first = keychain.kept.get(ENTRY)
    await owner.set({ current: PIN, pin: PIN })
    expect(first).toMatch(/^scrypt 1024 8 1 \S{24} \S{44}$/)
    expect(first).not.toContain(PIN)
    expect(keychain.kept.get(ENTRY)).not.toBe(first)
  })

  it('that the keychain refuses leaves the old one', async () => {
    isPractice = true
    await owner.set({ current: null, pin: PIN })
    keychain.set = async () => unavailable
    expect(await owner.set({ current: PIN, pin: OTHER })).toEqual(unavailable)
    expect(await owner.verify(PIN)).toEqual(ok(null))
  })
})

describe('tries at once', () => {
  it('are counted one by one: of twenty, five are answered', async () => {
    await owner.set({ current: null, pin: PIN })
    const answers = await Promise.all(Array.from({ length: 20 }, () => owner.verify(OTHER)))
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))
    expect(codes).toEqual([...Array(4).fill('pinWrong'), ...Array(16).fill('pinLocked')])
    expect(wrong).toBe(5)
  })

  it('do not let the right PIN through after five wrong ones', async () => {
    await owner.set({ current: null, pin: PIN })
    const tries = [...Array<string>(5).fill(OTHER), PIN].map((pin) => owner.verify(pin))
    expect((await Promise.all(tries)).at(-1)).toMatchObject({ error: { code: 'pinLocked' } })
    clock.advance(30_000)
    expect(await owner.verify(PIN)).toEqual(ok(null))
  })

  it('go on after one that broke', async () => {
    await owner.set({ current: null, pin: PIN })
    const { get } = keychain
    keychain.get = () => Promise.reject(new Error('bug'))
    const broken = owner.verify(PIN)
    await expect(broken).rejects.toThrow('bug')
    keychain.get = get
    expect(await owner.verify(PIN)).toEqual(ok(null))
  })
})

describe('a record that is not as the till writes it', () => {
  const salt = 'AAAAAAAAAAAAAAAAAAAAAA=='
  const hash = `${'A'.repeat(43)}=`
  it.each([
    ['nothing', ''],
    ['other words', 'no pin here'],
    ['the PIN itself', PIN],
    ['another scheme', `plain 32768 8 1 ${salt} ${hash}`],
    ['no hash', `scrypt 32768 8 1 ${salt} `],
    ['a hash of one byte', `scrypt 32768 8 1 ${salt} AA==`],
    ['a cost that is no number', `scrypt NaN 8 1 ${salt} ${hash}`],
    ['a cost that is no power of two', `scrypt 32767 8 1 ${salt} ${hash}`],
    ['no cost', `scrypt 0 8 1 ${salt} ${hash}`],
    ['a cost nobody can pay', `scrypt 67108864 16 1 ${salt} ${hash}`],
    ['something after it', `scrypt 32768 8 1 ${salt} ${hash} x`],
  ])('fits no PIN, and the try counts: %s', async (_what, record) => {
    keychain.kept.set(ENTRY, record)
    expect(await owner.verify(PIN)).toEqual(err({ code: 'pinWrong', left: 4 }))
    expect(await owner.set({ current: PIN, pin: PIN })).toEqual(err({ code: 'pinWrong', left: 3 }))
    expect(keychain.kept.get(ENTRY)).toBe(record)
  })
})

describe('without a keychain', () => {
  beforeEach(() => {
    keychain.isThere = false
  })

  it('there is no PIN with real money, and it says so', async () => {
    expect(await owner.set({ current: null, pin: PIN })).toEqual(unavailable)
    expect(await owner.verify(PIN)).toEqual(unavailable)
    expect(owner.state()).toBe('unavailable')
  })

  it('practice keeps one until the till is closed', async () => {
    isPractice = true
    expect(await owner.set({ current: null, pin: PIN })).toEqual(ok(null))
    expect(await owner.verify(PIN)).toEqual(ok(null))
    expect(await owner.verify(OTHER)).toMatchObject({ error: { code: 'pinWrong' } })
    expect([owner.state(), owner.lasts()]).toEqual(['set', false])
    const next = open()
    await next.refresh()
    expect(next.state()).toBe('none')
  })

  it('the PIN of practice counts for nothing elsewhere, nor once the keychain is there', async () => {
    isPractice = true
    await owner.set({ current: null, pin: PIN })
    isPractice = false
    expect(await owner.verify(PIN)).toEqual(unavailable)
    keychain.isThere = true
    expect(await owner.verify(PIN)).toEqual(err({ code: 'pinNotSet' }))
  })
})
