import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Channel, ChannelKey, ChannelSecrets } from '../inbox.ts'
import { hashOf, newSecret } from '../secrets.ts'
import { beginDeliveries } from './deliveries.ts'
import { acknowledgedKey, callbackKey, deliveriesKey, NAMES_KEY, recordKey, tokenKey } from './keys.ts'
import type { RedisLink } from './link.ts'
import { mapOf, textOf } from './reply.ts'

// Who has a channel. In a cluster the parts of a channel are on different nodes, and no change reaches all of them at
// once. So each change has one moment at which it holds, and is in such an order that a crash before or after it
// leaves nothing but a hint that nobody believes:
//   made      when its name is there, which comes last; until then nobody has been told its secrets
//   rotated   when its record says so: hints to the new secrets come before, those to the old ones go after
//   removed   when its record and stream go, in one command; the hints go after, the name last, so that it can be
//             done again

export type ChannelRecord = Channel & { readonly createdAt: string }

export interface ChannelRecords {
  create(name: string, createdAt: string): Promise<ChannelSecrets | undefined>
  rotate(name: string, what: { readonly callback: boolean }): Promise<ChannelSecrets | undefined>
  remove(name: string): Promise<boolean>
  all(): Promise<readonly ChannelRecord[]>
  findByCallback(idHash: Uint8Array): Promise<Channel | undefined>
  findByToken(tokenHash: Uint8Array): Promise<Channel | undefined>
}

type Full = ChannelRecord & { readonly idHash: string; readonly tokenHash: string }

/** Rotated while it is removed: half of a channel must not come back. */
const SET_IF_THERE = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV))
return 1`

/** The name may be another channel's meanwhile. */
const FORGET_NAME = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])`

export function createChannelRecords({ send }: Pick<RedisLink, 'send'>): ChannelRecords {
  const read = async (key: ChannelKey): Promise<Full | undefined> => {
    const fields = mapOf(await send(recordKey(key), ['HGETALL', recordKey(key)]))
    const field = (name: string) => textOf(fields.get(name))
    if (!fields.has('name')) return undefined
    return {
      key,
      name: field('name'),
      id: field('id'),
      createdAt: field('createdAt'),
      idHash: field('idHash'),
      tokenHash: field('tokenHash'),
    }
  }

  const named = async (name: string): Promise<Full | undefined> => {
    const key = textOf(await send(NAMES_KEY, ['HGET', NAMES_KEY, name]))
    return key === '' ? undefined : read(key)
  }

  const hint = (hashes: Partial<Hashes>, key: ChannelKey) =>
    Promise.all(hintsOf(hashes).map((at) => send(at, ['SET', at, key])))
  const dropHints = (hashes: Partial<Hashes>) =>
    Promise.all(hintsOf(hashes).map((at) => send(at, ['DEL', at])))
  const dropAll = async (key: ChannelKey, { idHash, tokenHash }: Hashes): Promise<void> => {
    await send(recordKey(key), ['DEL', recordKey(key), deliveriesKey(key), acknowledgedKey(key)])
    await dropHints({ idHash, tokenHash })
  }
  const forgetName = (name: string, key: ChannelKey) =>
    send(NAMES_KEY, ['EVAL', FORGET_NAME, '1', NAMES_KEY, name, key])

  const isTaken = async (name: string): Promise<boolean> => {
    const key = textOf(await send(NAMES_KEY, ['HGET', NAMES_KEY, name]))
    if (key === '') return false
    if (await read(key)) return true
    await forgetName(name, key) // a removal that did not come to its end
    return false
  }

  const find = async (at: string, hash: Uint8Array, which: keyof Hashes): Promise<Channel | undefined> => {
    const key = textOf(await send(at, ['GET', at]))
    const record = key === '' ? undefined : await read(key)
    if (!record || !timingSafeEqual(Buffer.from(record[which], 'hex'), hash)) return undefined
    return { key: record.key, id: record.id, name: record.name }
  }

  return {
    create: async (name, createdAt) => {
      if (await isTaken(name)) return undefined
      const key = randomBytes(16).toString('hex') // never another's, also after it is removed
      const { secrets, hashes } = newAccess()
      await Promise.all([
        beginDeliveries({ send }, key),
        send(recordKey(key), [
          'HSET',
          recordKey(key),
          ...flat({ name, id: secrets.id, createdAt, ...hashes }),
        ]),
        hint(hashes, key),
      ])
      if (Number(await send(NAMES_KEY, ['HSETNX', NAMES_KEY, name, key])) === 1) return secrets
      await dropAll(key, hashes)
      return undefined
    },
    rotate: async (name, { callback }) => {
      const before = await named(name)
      if (!before) return undefined
      const { key, id } = before
      const { secrets, hashes } = newAccess()
      const fresh = callback ? hashes : { tokenHash: hashes.tokenHash }
      const stale = callback ? before : { tokenHash: before.tokenHash }
      await hint(fresh, key)
      const change = flat(callback ? { ...hashes, id: secrets.id } : fresh)
      const held = await send(recordKey(key), ['EVAL', SET_IF_THERE, '1', recordKey(key), ...change])
      const isHeld = Number(held) === 1
      await dropHints(isHeld ? stale : fresh)
      if (!isHeld) return undefined
      return callback ? secrets : { ...secrets, id }
    },
    remove: async (name) => {
      const before = await named(name)
      if (!before) return false
      await dropAll(before.key, before)
      await forgetName(name, before.key)
      return true
    },
    all: async () => {
      const names = mapOf(await send(NAMES_KEY, ['HGETALL', NAMES_KEY]))
      const records = await Promise.all([...names.values()].map((key) => read(textOf(key))))
      return records.filter((record) => record !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    findByCallback: (idHash) => find(callbackKey(hexOf(idHash)), idHash, 'idHash'),
    findByToken: (tokenHash) => find(tokenKey(hexOf(tokenHash)), tokenHash, 'tokenHash'),
  }
}

/** In hex. */
type Hashes = { readonly idHash: string; readonly tokenHash: string }

function hintsOf({ idHash, tokenHash }: Partial<Hashes>): string[] {
  const hints: string[] = []
  if (idHash !== undefined) hints.push(callbackKey(idHash))
  if (tokenHash !== undefined) hints.push(tokenKey(tokenHash))
  return hints
}

/** Names and values in turn, as Redis wants them. */
function flat(fields: Readonly<Record<string, string>>): string[] {
  return Object.entries(fields).flat()
}

function newAccess(): { secrets: ChannelSecrets; hashes: Hashes } {
  const secrets = { id: newSecret(), token: newSecret() }
  return { secrets, hashes: { idHash: hexOf(hashOf(secrets.id)), tokenHash: hexOf(hashOf(secrets.token)) } }
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
