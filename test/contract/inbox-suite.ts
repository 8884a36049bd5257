import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Inbox, Received, Stored } from '../../relay/inbox.ts'
import { hashOf } from '../../relay/secrets.ts'

export type InboxUnderTest = {
  readonly inbox: Inbox
  /** Another process' view of the same store, opened beside the first. Closed with the rest. */
  another(): Promise<Inbox>
  close(): Promise<void>
}

const AT = '2026-11-21T14:02:00.000Z'

export function receivedOf(text: string, receivedAt = AT): Received {
  return {
    gateway: 'nowpayments',
    receivedAt,
    source: '192.0.2.7',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(text),
  }
}

const texts = (stored: readonly Stored[]) => stored.map(({ body }) => Buffer.from(body).toString())

const ids = (stored: readonly Stored[]) => stored.map(({ id }) => id)

async function newChannel(inbox: Inbox, name: string): Promise<Channel & { token: string }> {
  const secrets = await inbox.createChannel(name, AT)
  const channel = secrets && (await inbox.findByToken(hashOf(secrets.token)))
  if (!secrets || !channel) throw new Error(`no channel ${name}`)
  return { ...channel, token: secrets.token }
}

async function fill(inbox: Inbox, { key }: Channel, count: number, receivedAt = AT): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) => inbox.append(key, receivedOf(`n${index + 1}`, receivedAt))),
  )
}

/** What every store of deliveries owes the relay. */
export function inboxSuite(name: string, setup: () => Promise<InboxUnderTest>): void {
  describe(name, () => {
    let store: InboxUnderTest
    let inbox: Inbox
    beforeEach(async () => {
      store = await setup()
      inbox = store.inbox
    })
    afterEach(() => store.close())

    keeping(() => ({ inbox, store }))
    hearing(() => ({ inbox, store }))
    forgetting(() => ({ inbox, store }))
    channels(() => ({ inbox, store }))
  })
}

type Given = () => { readonly inbox: Inbox; readonly store: InboxUnderTest }

function keeping(given: Given): void {
  describe('keeps deliveries', () => {
    it('byte for byte, with all that came with them', async () => {
      const { inbox } = given()
      const { key } = await newChannel(inbox, 'shop')
      const received: Received = {
        gateway: 'paystablecoin',
        receivedAt: AT,
        source: '2001:db8::1',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-signature': 'a"b\\é',
          'x-timestamp': '1',
        },
        body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
      }
      expect(await inbox.append(key, received)).toEqual({ kind: 'stored', id: 1 })

      const [stored] = await inbox.read(key, 0, 10)
      expect({ ...stored, body: [...(stored?.body ?? [])] }).toEqual({
        ...received,
        id: 1,
        body: [...received.body],
      })
    })

    it('an empty body, and one of 64 KiB', async () => {
      const { inbox } = given()
      const { key } = await newChannel(inbox, 'shop')
      await inbox.append(key, receivedOf(''))
      await inbox.append(key, receivedOf('x'.repeat(65_536)))
      expect((await inbox.read(key, 0, 10)).map(({ body }) => body.length)).toEqual([0, 65_536])
    })

    it('in the order they were given, numbered from 1 without a gap, channel by channel', async () => {
      const { inbox } = given()
      const one = await newChannel(inbox, 'one')
      const two = await newChannel(inbox, 'two')
      await Promise.all([fill(inbox, one, 300), fill(inbox, two, 3), fill(inbox, one, 1)])

      const stored = await inbox.read(one.key, 0, 1_000)
      expect(ids(stored)).toEqual(Array.from({ length: 301 }, (_, index) => index + 1))
      expect(texts(stored.slice(0, 3))).toEqual(['n1', 'n2', 'n3'])
      expect(texts(await inbox.read(two.key, 0, 1_000))).toEqual(['n1', 'n2', 'n3'])
    })

    it('and reads on from any id', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 5)
      expect(ids(await inbox.read(channel.key, 3, 10))).toEqual([4, 5])
      expect(ids(await inbox.read(channel.key, 1, 2))).toEqual([2, 3])
      expect(await inbox.read(channel.key, 5, 10)).toEqual([])
    })

    it('a page of large ones is short, and never empty', async () => {
      const { inbox } = given()
      const { key } = await newChannel(inbox, 'shop')
      await Promise.all(Array.from({ length: 40 }, () => inbox.append(key, receivedOf('x'.repeat(65_000)))))
      const page = await inbox.read(key, 0, 500)
      expect(page.length).toBeGreaterThan(0)
      expect(page.length).toBeLessThan(40)
    })

    it('says how far a channel is', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      expect(await inbox.bounds(channel.key)).toEqual({ oldest: 0, latest: 0 })
      await fill(inbox, channel, 2)
      expect(await inbox.bounds(channel.key)).toEqual({ oldest: 1, latest: 2 })
    })

    it('another process sees what was answered', async () => {
      const { inbox, store } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 3)
      const other = await store.another()
      expect(texts(await other.read(channel.key, 0, 10))).toEqual(['n1', 'n2', 'n3'])
    })

    it('answers all that was given before it closed', async () => {
      const { inbox, store } = given()
      const channel = await newChannel(inbox, 'shop')
      const other = await store.another()
      const appending = fill(inbox, channel, 50)
      await inbox.close()
      await appending
      expect(await other.read(channel.key, 0, 100)).toHaveLength(50)
    })

    it('nothing for a channel that is gone', async () => {
      const { inbox } = given()
      const gone = await newChannel(inbox, 'gone')
      const stays = await newChannel(inbox, 'stays')
      await inbox.remove('gone')
      const both = [inbox.append(gone.key, receivedOf('a')), inbox.append(stays.key, receivedOf('b'))]
      expect(await Promise.all(both)).toEqual([{ kind: 'gone' }, { kind: 'stored', id: 1 }])
    })
  })
}

function hearing(given: Given): void {
  describe('tells', () => {
    it('every subscriber of a channel, in order, and only after it can be read', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      const other = await newChannel(inbox, 'other')
      const first: number[] = []
      const second: number[] = []
      const readable: Promise<readonly Stored[]>[] = []
      inbox.subscribe(channel.key, (stored) => {
        first.push(...ids(stored))
        readable.push(inbox.read(channel.key, (stored[0]?.id ?? 0) - 1, 1))
      })
      inbox.subscribe(channel.key, (stored) => second.push(...ids(stored)))
      await Promise.all([fill(inbox, channel, 20), fill(inbox, other, 5)])

      expect(first).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
      expect(second).toEqual(first)
      expect((await Promise.all(readable)).every((found) => found.length === 1)).toBe(true)
    })

    it('nobody who has left', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      const heard: number[] = []
      const leave = inbox.subscribe(channel.key, (stored) => heard.push(...ids(stored)))
      await fill(inbox, channel, 1)
      leave()
      await fill(inbox, channel, 1)
      expect(heard).toEqual([1])
    })
  })
}

function forgetting(given: Given): void {
  const before = '2026-11-01T00:00:00.000Z'
  const OLD = '2026-10-01T00:00:00.000Z'
  const NONE = '2000-01-01T00:00:00.000Z'

  const acknowledgedOf = async (inbox: Inbox) => (await inbox.channels())[0]?.acknowledged

  describe('forgets', () => {
    it('what is acknowledged and old enough, and nothing else', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 3, OLD)
      await fill(inbox, channel, 2)
      await inbox.acknowledge(channel.key, 2)

      expect(await inbox.prune({ acknowledged: before, any: NONE })).toBe(2)
      expect(ids(await inbox.read(channel.key, 0, 10))).toEqual([3, 4, 5])
      expect(await inbox.bounds(channel.key)).toEqual({ oldest: 3, latest: 5 })
    })

    it('what nobody acknowledged after the longer time', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 2_500, OLD)
      await fill(inbox, channel, 1)
      expect(await inbox.prune({ acknowledged: before, any: before })).toBe(2_500)
      expect(ids(await inbox.read(channel.key, 0, 10))).toEqual([2_501])
    })

    it('and never gives an id again', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 2, OLD)
      await inbox.prune({ acknowledged: before, any: before })
      expect(await inbox.bounds(channel.key)).toEqual({ oldest: 0, latest: 2 })
      expect(await inbox.append(channel.key, receivedOf('next'))).toEqual({ kind: 'stored', id: 3 })
    })

    it('an acknowledgement never goes back, nor beyond what there is', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 3)
      await inbox.acknowledge(channel.key, 2)
      await inbox.acknowledge(channel.key, 1)
      expect(await acknowledgedOf(inbox)).toBe(2)
      await inbox.acknowledge(channel.key, 99)
      expect(await acknowledgedOf(inbox)).toBe(3)
    })
  })
}

function channels(given: Given): void {
  describe('channels', () => {
    it('are found by what only their owner knows', async () => {
      const { inbox } = given()
      const secrets = await inbox.createChannel('shop', AT)
      if (!secrets) throw new Error('no channel')
      expect(secrets.id).toMatch(/^[\w-]{43}$/)
      expect(secrets.token).toMatch(/^[\w-]{43}$/)
      expect((await inbox.findByCallback(hashOf(secrets.id)))?.name).toBe('shop')
      expect((await inbox.findByToken(hashOf(secrets.token)))?.name).toBe('shop')
      expect(await inbox.findByToken(hashOf(secrets.id))).toBeUndefined()
      expect(await inbox.findByCallback(hashOf(secrets.token))).toBeUndefined()
      expect(await inbox.findByCallback(hashOf(''))).toBeUndefined()
    })

    it('have one name each', async () => {
      const { inbox } = given()
      await newChannel(inbox, 'shop')
      expect(await inbox.createChannel('shop', AT)).toBeUndefined()
      expect(await inbox.channels()).toHaveLength(1)
    })

    it('get a new token, and the old one ends', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      const rotated = await inbox.rotate('shop', { callback: false })
      expect(rotated?.id).toBe(channel.id)
      expect(await inbox.findByToken(hashOf(channel.token))).toBeUndefined()
      expect((await inbox.findByToken(hashOf(rotated?.token ?? '')))?.key).toBe(channel.key)
    })

    it('get a new callback URL when that is asked for, and keep their deliveries', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 1)
      const rotated = await inbox.rotate('shop', { callback: true })
      expect(rotated?.id).not.toBe(channel.id)
      expect(await inbox.findByCallback(hashOf(channel.id))).toBeUndefined()
      const found = await inbox.findByCallback(hashOf(rotated?.id ?? ''))
      expect(found?.key).toBe(channel.key)
      expect(await inbox.read(channel.key, 0, 10)).toHaveLength(1)
    })

    it('go with all they held, and their place is never another’s', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 2)
      expect(await inbox.remove('shop')).toBe(true)
      expect(await inbox.remove('shop')).toBe(false)
      expect(await inbox.rotate('shop', { callback: false })).toBeUndefined()
      expect(await inbox.findByCallback(hashOf(channel.id))).toBeUndefined()
      expect(await inbox.read(channel.key, 0, 10)).toEqual([])
      expect((await newChannel(inbox, 'shop')).key).not.toBe(channel.key)
    })

    it('are listed with how far they are', async () => {
      const { inbox } = given()
      const channel = await newChannel(inbox, 'shop')
      await fill(inbox, channel, 3)
      await inbox.acknowledge(channel.key, 2)
      const { key, id } = channel
      expect(await inbox.channels()).toEqual([
        { key, id, name: 'shop', createdAt: AT, oldest: 1, latest: 3, acknowledged: 2 },
      ])
    })
  })
}
