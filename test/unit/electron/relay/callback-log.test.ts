import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type CallbackLog,
  createCallbackLog,
  type NewCallback,
} from '../../../../electron/relay/callback-log.ts'
import { openCallbackLogFile } from '../../../../electron/relay/callback-log-file.ts'
import { CALLBACK_PAGE } from '../../../../shared/contract/relay.ts'
import { allOf, memoryCallbackLog } from '../../../support/relay-till.ts'

const PAYMENT = { id: randomUUID(), number: 118 }

function aCallback(change: Partial<NewCallback> = {}): NewCallback {
  return {
    channel: 'shop',
    deliveryId: 1,
    receivedAt: '2026-11-21T14:02:00.000Z',
    source: '203.0.113.9',
    gateway: 'nowpayments',
    verdict: { kind: 'verified', vendorStatus: 'finished' },
    chargeId: '5000000001',
    payment: PAYMENT,
    outcome: { kind: 'looking' },
    ...change,
  }
}

const forged = (deliveryId: number): NewCallback =>
  aCallback({
    deliveryId,
    source: '198.51.100.7',
    verdict: { kind: 'refused', reason: 'wrongSignature' },
    chargeId: null,
    payment: null,
    outcome: { kind: 'none' },
  })

const everything = { text: '', verdict: null, before: null } as const

describe('the log of callbacks', () => {
  it('keeps each as it was judged', () => {
    const log = memoryCallbackLog()
    log.note(aCallback())
    log.note(forged(2))
    log.note(
      aCallback({
        deliveryId: 3,
        verdict: { kind: 'ignored', about: 'test' },
        chargeId: null,
        outcome: { kind: 'none' },
      }),
    )
    expect(allOf(log)).toEqual([
      {
        id: 1,
        receivedAt: '2026-11-21T14:02:00.000Z',
        source: '203.0.113.9',
        gateway: 'nowpayments',
        verdict: { kind: 'verified', vendorStatus: 'finished' },
        chargeId: '5000000001',
        payment: PAYMENT,
        outcome: { kind: 'looking' },
      },
      expect.objectContaining({
        id: 2,
        verdict: { kind: 'refused', reason: 'wrongSignature' },
        payment: null,
      }),
      expect.objectContaining({ id: 3, verdict: { kind: 'ignored', about: 'test' }, chargeId: null }),
    ])
  })

  it('has a delivery once, and tells one put back from a copy of the relay from it', () => {
    const log = memoryCallbackLog()
    expect(log.note(aCallback())).toEqual({ id: 1, isNew: true, isLooking: true })
    expect(log.note(aCallback())).toEqual({ id: 1, isNew: false, isLooking: true })
    log.settle(1, { kind: 'unchanged' })
    expect(log.note(aCallback())).toEqual({ id: 1, isNew: false, isLooking: false })
    expect(log.note(aCallback({ receivedAt: '2026-11-22T09:00:00.000Z' })).isNew).toBe(true)
    expect(log.note(aCallback({ channel: 'other' })).isNew).toBe(true)
    expect(allOf(log)).toHaveLength(3)
  })

  it('knows the looks whose end is not noted', () => {
    const log = memoryCallbackLog()
    log.note(aCallback())
    log.note(aCallback({ deliveryId: 2 }))
    log.settle(1, { kind: 'changed', from: 'awaiting', to: 'seen' })
    expect(log.looking().map(({ id }) => id)).toEqual([2])
    expect(allOf(log)[0]?.outcome).toEqual({ kind: 'changed', from: 'awaiting', to: 'seen' })
  })

  it('is searched by charge, payment number, word, sender and reason', () => {
    const log = memoryCallbackLog()
    log.note(aCallback())
    log.note(forged(2))
    log.note(aCallback({ deliveryId: 3, chargeId: '5000000002', payment: { ...PAYMENT, number: 42 } }))
    const ids = (text: string) => log.find({ ...everything, text }).rows.map(({ id }) => id)
    expect(ids('0000000')).toEqual([3, 1])
    expect(ids('118')).toEqual([1])
    expect(ids('42')).toEqual([3])
    expect(ids('4')).toEqual([])
    expect(ids('finish')).toEqual([3, 1])
    expect(ids('198.51')).toEqual([2])
    expect(ids('wrongSig')).toEqual([2])
    expect(ids('%')).toEqual([])
    expect(ids('_')).toEqual([])
    expect(ids("' OR 1=1 --")).toEqual([])
    expect(log.find({ ...everything, verdict: 'refused' }).rows.map(({ id }) => id)).toEqual([2])
  })

  it('comes in pages, newest first', () => {
    const log = memoryCallbackLog()
    for (let deliveryId = 1; deliveryId <= CALLBACK_PAGE + 1; deliveryId += 1)
      log.note(aCallback({ deliveryId }))
    const first = log.find(everything)
    expect(first.hasMore).toBe(true)
    expect(first.rows).toHaveLength(CALLBACK_PAGE)
    const rest = log.find({ ...everything, before: first.rows.at(-1)?.id ?? null })
    expect(rest).toMatchObject({ rows: [{ id: 1 }], hasMore: false })
  })

  it('counts the refused of a time', () => {
    const log = memoryCallbackLog()
    log.note({ ...forged(1), receivedAt: '2026-11-20T14:01:59.999Z' })
    log.note({ ...forged(2), receivedAt: '2026-11-20T14:02:00.000Z' })
    log.note(aCallback({ deliveryId: 3 }))
    expect(log.refusedSince('2026-11-20T14:02:00.000Z')).toBe(1)
  })

  it('forgets the oldest of very many refused, and nothing verified', () => {
    const log = memoryCallbackLog()
    log.note(aCallback({ deliveryId: 1 }))
    for (let deliveryId = 2; deliveryId <= 52_001; deliveryId += 1) log.note(forged(deliveryId))
    expect(log.refusedSince('2000')).toBe(50_000)
    expect(log.find({ ...everything, verdict: 'verified' }).rows).toHaveLength(1)
  })
})

describe('on disk', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'callback-log-'))
    file = join(folder, 'relay', 'live.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const put: string[] = []
  const open = (): CallbackLog => createCallbackLog(openCallbackLogFile(file, (name) => void put.push(name)))

  it('it has what it noted, how far the till was, and which relay greeted', () => {
    const log = open()
    log.note(aCallback())
    expect(log.cursor.read()).toBeNull()
    log.greeted('https://relay.example.com')
    expect(log.channelAt('https://relay.example.com')).toBeNull()
    log.cursor.save({ channel: 'shop', id: 1 })
    log.greeted('https://relay.example.com')
    log.close()
    const again = open()
    expect(allOf(again)).toHaveLength(1)
    expect(again.cursor.read()).toEqual({ channel: 'shop', id: 1 })
    expect(again.channelAt('https://relay.example.com')).toBe('shop')
    expect(again.channelAt('https://other.example.com')).toBeNull()
    again.close()
    expect(() => again.note(aCallback())).toThrow()
  })

  it('a damaged file is put aside, and a new one begun', () => {
    open().close()
    writeFileSync(file, 'dear diary, '.repeat(1_000))
    const log = open()
    log.note(aCallback())
    log.close()
    expect(put.at(-1)).toBe(`${file}.damaged`)
    expect(readdirSync(join(folder, 'relay'))).toContain('live.sqlite.damaged')
  })

  it('a file of a newer till is left as it is', () => {
    open().close()
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(open).toThrow('newer USDTill')
    expect(readdirSync(join(folder, 'relay'))).toContain('live.sqlite')
  })
})
