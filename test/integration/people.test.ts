import { rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { peopleFileOf } from '../../electron/people/people-book.ts'
import type { TillState } from '../../shared/contract/till.ts'
import { practiceApiKey } from '../../simulator/nowpayments/settings.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill, STAFF, WRONG_PIN } from '../support/people-till.ts'

// Who works at a till and how they get in, by the calls that its windows make.

// Each PIN that is set costs a quarter of a second of a whole core, by design.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const NEW_PIN = '50928374'

let till: PeopleTill

beforeEach(async () => {
  till = await createPeopleTill()
})
afterEach(() => till.close())

const code = (error: string) => ({ ok: false, error: { code: error } })
const state = async () => must(await till.call<TillState>('till.state'))

describe('the first run', () => {
  it('makes the owner, signs them in, and the till is nobody else’s any more', async () => {
    expect((await state()).session).toEqual({ kind: 'open' })
    const asCashier = { name: 'ana', role: 'cashier', pin: STAFF.ana.pin, word: null }
    expect(await till.call('people.add', asCashier)).toMatchObject(code('invalidInput'))
    const made = must(await till.call<TillState>('people.add', { ...asCashier, role: 'owner' }))
    expect(made.session).toMatchObject({ kind: 'signedIn', role: 'owner' })
    expect(made.people).toMatchObject([{ name: 'ana', role: 'owner', isHere: true }])
    await till.restart()
    expect((await state()).session).toEqual({ kind: 'nobody' })
    expect(await till.call('shifts.open', { note: null })).toEqual(code('signInFirst'))
  })

  it('needs the owner’s PIN of before, where there is one, and ends it', async () => {
    must(await till.call('owner.setPin', { current: null, pin: '13579246' }))
    const ana = { name: 'ana', role: 'owner', pin: STAFF.ana.pin }
    expect(await till.call('people.add', { ...ana, word: null })).toMatchObject(code('needsApproval'))
    const wrong = { person: null, pin: WRONG_PIN }
    expect(await till.call('people.add', { ...ana, word: wrong })).toMatchObject(code('pinWrong'))
    must(await till.call('people.add', { ...ana, word: { person: null, pin: '13579246' } }))
    expect([...till.keychain.kept.keys()]).not.toContain('till:live:owner-pin')
    expect((await state()).ownerPin).toBe('none')
    const word = { person: null, pin: '13579246' }
    expect(await till.call('owner.setEarlyRelease', { earlyRelease: null, word })).toMatchObject(
      code('invalidInput'),
    )
    expect(await till.call('owner.setPin', { current: null, pin: NEW_PIN })).toEqual(code('notNow'))
  })

  it('comes before the first key of real money, and before no other', async () => {
    const connect = (mode: 'sandbox' | 'live', word: object | null = null) =>
      till.call('gateways.connect', {
        ...{ mode, word },
        gateway: 'usdt-payments',
        secrets: { 'api-key': practiceApiKey },
      })
    // The harness has no handler behind it: what is let in is answered with `notNow`. This till has a live key.
    expect(await connect('live')).toEqual(code('notNow'))
    must(await till.control().gateways.forget({ mode: 'live', gateway: 'nowpayments' }))
    expect(await connect('live')).toEqual(code('ownerFirst'))
    expect(await connect('sandbox')).toEqual(code('notNow'))
    const ana = { name: 'ana', role: 'owner', pin: STAFF.ana.pin, word: null }
    const { people } = must(await till.call<TillState>('people.add', ana))
    expect(await connect('live')).toMatchObject(code('needsApproval'))
    expect(await connect('live', { person: people[0]?.id, pin: STAFF.ana.pin })).toEqual(code('notNow'))
  })

  it('is not asked for by a keychain that does not answer', async () => {
    must(await till.control().gateways.forget({ mode: 'live', gateway: 'nowpayments' }))
    till.keychain.isThere = false
    const secrets = { 'api-key': practiceApiKey }
    const input = { mode: 'live', gateway: 'nowpayments', word: null, secrets }
    expect(await till.call('gateways.connect', input)).toEqual(code('notNow'))
  })

  it('is not made without a keychain, and leaves the till as it was', async () => {
    till.keychain.isThere = false
    const ana = { name: 'ana', role: 'owner', pin: STAFF.ana.pin, word: null }
    expect(await till.call('people.add', ana)).toEqual(code('keychainUnavailable'))
    expect((await state()).session).toEqual({ kind: 'open' })
  })

  it('is made good by the next start where the till stopped before it was in the settings', async () => {
    const ana = { name: 'ana', role: 'owner', pin: STAFF.ana.pin, word: null }
    must(await till.call('people.add', ana))
    till.settings.save({ hasPeople: false })
    await till.restart()
    expect(till.settings.read().hasPeople).toBe(true)
    till.control().close()
    rmSync(peopleFileOf(till.folder))
    await till.restart()
    expect((await state()).session).toEqual({ kind: 'nobody' })
  })

  it('is told to the windows though the settings cannot be written', async () => {
    const { settings } = till
    const save = vi.spyOn(settings, 'save').mockImplementation(() => {
      throw new Error('the disk is full')
    })
    const ana = { name: 'ana', role: 'owner', pin: STAFF.ana.pin, word: null }
    must(await till.call('people.add', ana))
    expect(save).toHaveBeenCalled()
    expect(till.told().till.session).toMatchObject({ kind: 'signedIn', role: 'owner' })
    save.mockRestore()
  })

  it('is made once, however many begin it at a time', async () => {
    const first = (name: string) => ({ name, role: 'owner', pin: STAFF.ana.pin, word: null })
    const made = await Promise.all([
      till.call('people.add', first('ana')),
      till.call('people.add', first('eva')),
    ])
    expect(made.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await state()).people).toHaveLength(1)
    expect([...till.keychain.kept.keys()].filter((name) => name.startsWith('till:live:pin.'))).toHaveLength(1)
  })
})

describe('signing in', () => {
  beforeEach(() => till.hire())

  it('is by one’s own PIN, and by nobody’s who left', async () => {
    const ben = { id: till.idOf('ben'), pin: STAFF.ben.pin }
    expect(must(await till.call<TillState>('people.signIn', ben)).session).toMatchObject({ role: 'cashier' })
    expect(await till.call('people.signIn', { ...ben, pin: STAFF.ana.pin })).toEqual({
      ok: false,
      error: { code: 'pinWrong', left: 4 },
    })
    // The quick switch: another's PIN, and nobody has to sign out.
    must(await till.signIn('ana'))
    const leave = { id: till.idOf('ben'), change: { kind: 'leave' }, word: till.wordOf('ana') }
    must(await till.call('people.change', leave))
    expect(await till.call('people.signIn', ben)).toEqual(code('notFound'))
    expect(await till.call('people.signIn', { id: crypto.randomUUID(), pin: WRONG_PIN })).toEqual(
      code('notFound'),
    )
  })

  it('waits after five wrong PINs, for that person alone, and no restart forgets it', async () => {
    const ben = { id: till.idOf('ben'), pin: WRONG_PIN }
    for (let tried = 0; tried < 5; tried += 1) await till.call('people.signIn', ben)
    const locked = { ok: false, error: { code: 'pinLocked', seconds: 30 } }
    expect(await till.call('people.signIn', { ...ben, pin: STAFF.ben.pin })).toEqual(locked)
    must(await till.signIn('dua'))
    await till.restart()
    expect(await till.call('people.signIn', { ...ben, pin: STAFF.ben.pin })).toEqual(locked)
    till.clock.advance(30_000)
    expect(await till.call('people.signIn', ben)).toMatchObject({ error: { code: 'pinLocked', seconds: 60 } })
    till.clock.advance(60_000)
    must(await till.signIn('ben'))
    const tries = till.events().filter(([, body]) => body['of'] === ben.id)
    expect(tries.map(([kind]) => kind)).toEqual([...Array(6).fill('pinRefused'), 'pinAccepted'])
  })

  it('ends when somebody becomes something else, and not when they are only called otherwise', async () => {
    must(await till.signIn('ana'))
    const word = till.wordOf('ana')
    const change = (name: 'ana' | 'ben', change: object) =>
      till.call('people.change', { id: till.idOf(name), change, word })
    must(await change('ana', { kind: 'rename', name: 'Ana María' }))
    expect((await state()).session.kind).toBe('signedIn')
    expect(await change('ana', { kind: 'leave' })).toEqual(code('lastOwner'))
    expect(await change('ben', { kind: 'rename', name: 'ana maría' })).toEqual(code('nameTaken'))
    must(await change('ben', { kind: 'role', role: 'owner' }))
    must(await change('ana', { kind: 'role', role: 'manager' }))
    expect((await state()).session).toEqual({ kind: 'nobody' })
  })
})

describe('a name of before', () => {
  beforeEach(() => till.hire())

  it('is known of whoever had it, also after a restart and where somebody else has it now', async () => {
    const [ana, ben] = [till.idOf('ana'), till.idOf('ben')]
    const namesOf = (id: string) =>
      till
        .control()
        .people.book.names()
        .filter((one) => one.id === id)
        .map(({ name }) => name)
    const rename = (id: string, name: string) =>
      till.call('people.change', { id, change: { kind: 'rename', name }, word: till.wordOf('ana') })
    must(await till.signIn('ana'))
    must(await rename(ben, 'Benedikt'))
    must(await rename(ana, 'ben'))
    must(await rename(ana, 'ana'))
    const known = () => [namesOf(ana), namesOf(ben)]
    expect(known()).toEqual([
      ['ana', 'ben'],
      ['ben', 'Benedikt'],
    ])
    await till.restart()
    expect(known()).toEqual([
      ['ana', 'ben'],
      ['ben', 'Benedikt'],
    ])
  })
})

describe('one’s own PIN', () => {
  beforeEach(() => till.hire())

  it('is set by oneself with the PIN so far, and nobody else’s but by an owner', async () => {
    must(await till.signIn('ben'))
    const setPin = (of: 'ben' | 'dua', by: 'ben' | 'dua' | 'ana') =>
      till.call('people.setPin', { id: till.idOf(of), pin: NEW_PIN, word: till.wordOf(by) })
    expect(await setPin('dua', 'ben')).toMatchObject(code('mayNot'))
    expect(await setPin('ben', 'dua')).toMatchObject(code('invalidInput'))
    must(await setPin('ben', 'ben'))
    expect(await till.signIn('ben')).toMatchObject(code('pinWrong'))
    must(await till.signIn('ana'))
    must(await setPin('dua', 'ana'))
    must(await till.call('people.signIn', { id: till.idOf('dua'), pin: NEW_PIN }))
  })
})

describe('a new PIN', () => {
  beforeEach(() => till.hire())

  const setPin = (of: 'ben' | 'ana') =>
    till.call('people.setPin', { id: till.idOf(of), pin: NEW_PIN, word: till.wordOf('ana') })

  it('that the keychain does not keep is in no journal, and the wrong tries at the old one are not forgotten', async () => {
    const wrong = () => till.call('people.signIn', { id: till.idOf('ben'), pin: WRONG_PIN })
    for (let tried = 0; tried < 3; tried += 1) await wrong()
    must(await till.signIn('ana'))
    const before = till.events().length
    till.keychain.keeps = false
    expect(await setPin('ben')).toEqual(code('keychainUnavailable'))
    till.keychain.keeps = true
    expect(till.events().slice(before)).toEqual([['pinAccepted', { of: till.idOf('ana') }]])
    expect(await wrong()).toMatchObject({ error: { code: 'pinWrong', left: 1 } })
    must(await till.signIn('ben'))
  })

  it('that cannot be written down fits nowhere, and the old one fits', async () => {
    const { keychain } = till
    must(await till.signIn('ana'))
    const before = new Map(keychain.kept)
    const leave = { id: till.idOf('ben'), change: { kind: 'leave' }, word: till.wordOf('ana') }
    const names = [...before.keys()]
    must(await till.call('people.change', leave))
    const unknown = { id: crypto.randomUUID(), pin: NEW_PIN, word: till.wordOf('ana') }
    expect(await till.call('people.setPin', unknown)).toEqual(code('notFound'))
    expect([...keychain.kept.keys()]).toEqual(names)
    const doctored = new DatabaseSync(peopleFileOf(till.folder))
    doctored.exec(
      "CREATE TRIGGER full BEFORE INSERT ON events WHEN new.kind = 'pinSet' BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    doctored.close()
    expect(await setPin('ana')).toMatchObject(code('journalUnavailable'))
    expect(new Map(keychain.kept)).toEqual(before)
    must(await till.signIn('ana'))
  })
})

describe('a lost PIN', () => {
  beforeEach(() => till.hire())

  const recover = (name: 'ana' | 'max', key: string, mode: 'live' | 'sandbox' = 'live') =>
    till.call<TillState>('people.recover', {
      ...{ id: till.idOf(name), gateway: 'nowpayments', mode, key, pin: NEW_PIN },
    })

  it('of an owner is replaced by whoever has the gateway’s key; it is in the journal, and nobody is signed in', async () => {
    for (let tried = 0; tried < 5; tried += 1) {
      await till.call('people.signIn', { id: till.idOf('ana'), pin: WRONG_PIN })
    }
    const done = must(await recover('ana', practiceApiKey))
    expect(done.session).toEqual({ kind: 'nobody' })
    expect(till.events().at(-1)).toMatchObject([
      'pinRecovered',
      { id: till.idOf('ana'), gateway: 'nowpayments' },
    ])
    expect(await till.signIn('ana')).toMatchObject({ error: { code: 'pinWrong', left: 4 } })
    must(await till.call('people.signIn', { id: till.idOf('ana'), pin: NEW_PIN }))
  })

  it('of anybody else is not, with whatever key', async () => {
    expect(await recover('max', practiceApiKey)).toEqual(code('notFound'))
    must(await till.signIn('max'))
  })

  it('needs the very key: others are counted like wrong PINs, also over a restart', async () => {
    const almost = `${practiceApiKey.slice(0, -1)}x`
    expect(await recover('ana', practiceApiKey, 'sandbox')).toEqual(code('keyDoesNotFit'))
    for (let tried = 0; tried < 3; tried += 1)
      expect(await recover('ana', almost)).toEqual(code('keyDoesNotFit'))
    expect(await recover('ana', almost)).toMatchObject(code('pinLocked'))
    await till.restart()
    expect(await recover('ana', practiceApiKey)).toMatchObject(code('pinLocked'))
    till.clock.advance(30_000)
    must(await recover('ana', practiceApiKey))
  })

  it('is not replaced by a sandbox’s key where there is a live one', async () => {
    const kept = till.keychain.kept
    kept.set('nowpayments:sandbox:api-key', 'sandbox-key-of-the-shop')
    expect(await recover('ana', 'sandbox-key-of-the-shop', 'sandbox')).toEqual(code('keyDoesNotFit'))
    kept.delete('nowpayments:live:api-key')
    must(await recover('ana', 'sandbox-key-of-the-shop', 'sandbox'))
  })
})

describe('a journal of people that is', () => {
  beforeEach(async () => {
    await till.hire()
    till.control().close()
  })

  const doctor = (sql: string) => {
    const database = new DatabaseSync(peopleFileOf(till.folder))
    database.exec(sql)
    database.close()
  }

  it.each([
    ['no database', () => writeFileSync(peopleFileOf(till.folder), 'x'.repeat(4096))],
    ['gone', () => rmSync(peopleFileOf(till.folder))],
    [
      'doctored',
      () =>
        doctor(
          `DROP TRIGGER events_are_never_changed;
           UPDATE events SET body = replace(body, '"role":"cashier"', '"role":"owner"') WHERE kind = 'personAdded'`,
        ),
    ],
    ['cut short', () => doctor('DROP TRIGGER events_are_never_removed; DELETE FROM events WHERE seq > 2')],
  ])('%s makes nobody an owner: it is said, and nobody is let in', async (_what, spoil) => {
    for (const rest of ['-wal', '-shm']) rmSync(peopleFileOf(till.folder) + rest, { force: true })
    spoil()
    await till.restart()
    const told = await state()
    expect(told.session).toEqual({ kind: 'nobody' })
    expect(told.journal).toMatchObject({ code: 'journalUnavailable' })
    expect(await till.signIn('ana')).toMatchObject(code('journalUnavailable'))
    expect(await till.call('shifts.x')).toMatchObject(code('journalUnavailable'))
    const eva = { name: 'eva', role: 'owner', pin: NEW_PIN, word: null }
    expect(await till.call('people.add', eva)).toMatchObject(code('journalUnavailable'))
  })
})
