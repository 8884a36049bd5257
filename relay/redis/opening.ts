import { ErrorReply } from '@redis/client'
import { askOnce } from './connection.ts'
import { FORMAT_KEY } from './keys.ts'
import type { RedisLink } from './link.ts'
import { textOf } from './reply.ts'

// What is looked at before anything is kept: whether it is a Redis that can be used at all.

/** Of keys.ts. A relay refuses what a newer one has written. */
const FORMAT = 1

/** `0-*` as an id of a stream. */
const OLDEST_MAJOR = 7

/** Whether it is a cluster. Rejects with what is wrong, a sentence without the password. */
export async function lookAt(url: string): Promise<{ readonly isCluster: boolean }> {
  try {
    return await askOnce(url, async (send) => {
      const info = textOf(await send(['INFO']))
      const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? ''
      const isCluster = field('cluster_enabled') === '1'
      if (Number.parseInt(field('redis_version'), 10) < OLDEST_MAJOR) {
        throw new Error(`Redis ${OLDEST_MAJOR}.0 or later is needed, this is ${field('redis_version')}`)
      }
      if (field('role') === 'slave' && !isCluster) {
        throw new Error('This Redis is a replica, which takes no writes: name its master')
      }
      return { isCluster }
    })
  } catch (error) {
    throw new Error(sentenceOf(error))
  }
}

/** Marks an empty Redis as used by a relay. Rejects where a newer one was there. */
export async function refuseNewer({ send }: Pick<RedisLink, 'send'>): Promise<void> {
  await send(FORMAT_KEY, ['SET', FORMAT_KEY, String(FORMAT), 'NX'])
  const written = Number(textOf(await send(FORMAT_KEY, ['GET', FORMAT_KEY])))
  if (written > FORMAT) throw new Error('This Redis was written by a newer relay')
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!(error instanceof ErrorReply)) return error.message
  if (/^(WRONGPASS|NOAUTH)/.test(error.message)) return 'Redis refuses the user or the password'
  return `Redis answers ${error.message}`
}
