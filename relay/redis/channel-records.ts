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

/** Twice removed, or rotated while removed, must not bring half of a channel back. */
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

  const hint = (at: string, key: ChannelKey) => send(at, ['SET', at, key])
  const drop = (at: string) => send(at, ['DEL', at])
  const forgetName = (name: string, key: ChannelKey) =>
    send(NAMES_KEY, ['EVAL', FORGET_NAME, '1', NAMES_KEY, name, key])

  const dropAll = async (key: ChannelKey, { idHash, tokenHash }: Hashes): Promise<void> => {
    await send(recordKey(key), ['DEL', recordKey(key), deliveriesKey(key), acknowledgedKey(key)])
    await drop(callbackKey(idHash))
    await drop(tokenKey(tokenHash))
  }

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
      const fields = [
        'name',
        name,
        'id',
        secrets.id,
        'createdAt',
        createdAt,
        ...Object.entries(hashes).flat(),
      ]
      await beginDeliveries({ send }, key)
      await send(recordKey(key), ['HSET', recordKey(key), ...fields])
      await hint(callbackKey(hashes.idHash), key)
      await hint(tokenKey(hashes.tokenHash), key)
      if (Number(await send(NAMES_KEY, ['HSETNX', NAMES_KEY, name, key])) === 1) return secrets
      await dropAll(key, hashes)
      return undefined
    },
    rotate: async (name, { callback }) => {
      const before = await named(name)
      if (!before) return undefined
      const { key } = before
      const { secrets, hashes } = newAccess()
      await hint(tokenKey(hashes.tokenHash), key)
      if (callback) await hint(callbackKey(hashes.idHash), key)
      const fields = callback
        ? ['id', secrets.id, ...Object.entries(hashes).flat()]
        : ['tokenHash', hashes.tokenHash]
      const held = await send(recordKey(key), ['EVAL', SET_IF_THERE, '1', recordKey(key), ...fields])
      const stale = Number(held) === 1 ? before : hashes
      await drop(tokenKey(stale.tokenHash))
      if (callback) await drop(callbackKey(stale.idHash))
      if (Number(held) !== 1) return undefined
      return callback ? secrets : { ...secrets, id: before.id }
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

function newAccess(): { secrets: ChannelSecrets; hashes: Hashes } {
  const secrets = { id: newSecret(), token: newSecret() }
  return { secrets, hashes: { idHash: hexOf(hashOf(secrets.id)), tokenHash: hexOf(hashOf(secrets.token)) } }
}

function hexOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
