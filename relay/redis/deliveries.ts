import { Gateway } from '../../shared/relay-protocol.ts'
import type { Bounds, ChannelKey, Received, Stored } from '../inbox.ts'
import { acknowledgedKey, deliveriesKey } from './keys.ts'
import type { RedisLink } from './link.ts'
import { bytesOf, listOf, mapOf, type Reply, textOf } from './reply.ts'

// The stream of one channel. Redis itself numbers it: an id of 0-* becomes the next whole number after the last one
// ever given, whether that is still kept or not.

export interface Deliveries {
  /** The id; undefined when the channel is gone. */
  append(channel: ChannelKey, received: Received): Promise<number | undefined>
  read(channel: ChannelKey, afterId: number, limit: number): Promise<readonly Stored[]>
  bounds(channel: ChannelKey): Promise<Bounds>
  acknowledge(channel: ChannelKey, upTo: number): Promise<void>
  acknowledged(channel: ChannelKey): Promise<number>
  /** How many that were. */
  forget(channel: ChannelKey, upTo: number): Promise<number>
}

const ABOUT = 'about'
const BODY = 'body'

/** The one member of the sorted set whose score is the acknowledged id. */
const TILLS = 'tills'

/** A page of deliveries stops after this much body, so that large ones do not fill the memory. */
const PAGE_BYTES = 128 * 1024
/** Asked for first, when nobody knows yet how large they are. */
const FIRST_ASK = 8

export function createDeliveries({ send }: Pick<RedisLink, 'send'>): Deliveries {
  const bounds = async (channel: ChannelKey): Promise<Bounds> => {
    const key = deliveriesKey(channel)
    const about = await send(key, ['XINFO', 'STREAM', key]).catch(noneWhereNoKey)
    const map = mapOf(about)
    const [first] = listOf(map.get('first-entry'))
    return { oldest: numberOf(first), latest: numberOf(map.get('last-generated-id')) }
  }

  return {
    append: async (channel, { body, ...about }) => {
      const key = deliveriesKey(channel)
      const fields = [
        ABOUT,
        JSON.stringify(about),
        BODY,
        Buffer.from(body.buffer, body.byteOffset, body.length),
      ]
      const id = await send(key, ['XADD', key, 'NOMKSTREAM', '0-*', ...fields])
      return id === null ? undefined : numberOf(id)
    },
    read: async (channel, afterId, limit) => {
      const key = deliveriesKey(channel)
      const found: Stored[] = []
      let bytes = 0
      let ask = Math.min(limit, FIRST_ASK)
      while (found.length < limit && bytes < PAGE_BYTES) {
        const from = `(${idOf(found.at(-1)?.id ?? afterId)}`
        const some = listOf(await send(key, ['XRANGE', key, from, '+', 'COUNT', String(ask)])).map(storedOf)
        found.push(...some)
        if (some.length < ask) break
        bytes = found.reduce((sum, { body }) => sum + body.length, 0)
        const fits = Math.ceil((PAGE_BYTES - bytes) / Math.max(1, bytes / found.length))
        ask = Math.min(limit - found.length, fits)
      }
      return found
    },
    bounds,
    acknowledge: async (channel, upTo) => {
      const { latest } = await bounds(channel)
      const key = acknowledgedKey(channel)
      // GT: only forward. XX: never for a channel that is gone.
      await send(key, ['ZADD', key, 'XX', 'GT', String(Math.min(upTo, latest)), TILLS])
    },
    acknowledged: async (channel) => {
      const key = acknowledgedKey(channel)
      return Number(textOf(await send(key, ['ZSCORE', key, TILLS])))
    },
    forget: async (channel, upTo) => {
      const key = deliveriesKey(channel)
      return Number(await send(key, ['XTRIM', key, 'MINID', '=', idOf(upTo + 1)]))
    },
  }
}

/** What a new channel begins with. A stream is only made empty by way of a group of consumers. */
export async function beginDeliveries({ send }: Pick<RedisLink, 'send'>, channel: ChannelKey): Promise<void> {
  const key = deliveriesKey(channel)
  await Promise.all([
    send(key, ['XGROUP', 'CREATE', key, 'none', '$', 'MKSTREAM']),
    send(key, ['XGROUP', 'DESTROY', key, 'none']),
    send(acknowledgedKey(channel), ['ZADD', acknowledgedKey(channel), '0', TILLS]),
  ])
}

const idOf = (id: number): string => `0-${id}`

/** 0 where there is none. */
function numberOf(id: Reply | undefined): number {
  return Number(textOf(id).split('-')[1] ?? 0)
}

function storedOf(entry: Reply): Stored {
  const [id, fields] = listOf(entry)
  const map = mapOf(fields)
  const { gateway, receivedAt, source, headers } = JSON.parse(textOf(map.get(ABOUT)))
  return {
    id: numberOf(id),
    gateway: Gateway.parse(gateway),
    receivedAt: String(receivedAt),
    source: String(source),
    headers,
    body: bytesOf(map.get(BODY)),
  }
}

function noneWhereNoKey(error: unknown): null {
  if (error instanceof Error && error.message.includes('no such key')) return null
  throw error
}
