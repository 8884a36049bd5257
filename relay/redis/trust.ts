import { ErrorReply } from '@redis/client'
import type { Command } from './connection.ts'
import type { RedisLink } from './link.ts'
import { mapOf, type Reply, textOf } from './reply.ts'

// Whether Redis keeps what it says it keeps. Redis answers a write after the disk only when it is set to; asked once
// is not enough, for it may come back from a restart with other settings.

/** `vouched`: the operator says so, where Redis does not let itself be asked. */
export type Durability = 'checked' | 'vouched'

export interface Trust {
  /** Undefined when all is well; else a promise that rejects with why nothing may be written. */
  awaited(): Promise<void> | undefined
  /** The same as a sentence, or null. */
  problem(): string | null
  close(): void
}

/** Somebody may put the settings right meanwhile. */
const AGAIN_MS = 2_000

const ASKED = ['appendonly', 'appendfsync', 'no-appendfsync-on-rewrite', 'maxmemory', 'maxmemory-policy']

const NOT_TOLD =
  'Redis does not tell its settings (CONFIG GET): set RELAY_REDIS_DURABILITY to vouched where it is certain that ' +
  'what it has answered survives a power cut'

/** Rejects with what is wrong, one sentence. `onTrusted` is called each time it has been found to be well. */
export async function establishTrust(
  link: RedisLink,
  durability: Durability,
  onTrusted: () => void,
): Promise<Trust> {
  if (durability === 'vouched') {
    link.onReady(onTrusted)
    return { awaited: () => undefined, problem: () => null, close: () => {} }
  }
  const first = await whatIsWrong(link.sendToEach)
  if (first !== null) throw new Error(first)

  let checking: Promise<void> | undefined
  let wrong: string | null = null
  let again: NodeJS.Timeout | undefined

  const check = async (): Promise<void> => {
    clearTimeout(again)
    try {
      wrong = await whatIsWrong(link.sendToEach)
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error)
    }
    if (wrong !== null) {
      again = setTimeout(begin, AGAIN_MS)
      throw new Error(wrong)
    }
    onTrusted()
  }
  const begin = (): void => {
    const mine = check()
    checking = mine
    const over = () => {
      if (checking === mine) checking = undefined
    }
    mine.then(over, () => {}) // whoever awaits it is told
  }
  link.onReady(begin)

  return {
    awaited: () => checking,
    problem: () => wrong,
    close: () => clearTimeout(again),
  }
}

type SendToEach = (command: Command) => Promise<readonly Reply[]>

async function whatIsWrong(sendToEach: SendToEach): Promise<string | null> {
  try {
    for (const reply of await sendToEach(['CONFIG', 'GET', ...ASKED])) {
      const problems = problemsOf(mapOf(reply))
      if (problems.length > 0) return `Redis could lose what it has answered: ${problems.join(', ')}`
    }
    return null
  } catch (error) {
    if (error instanceof ErrorReply && /^NOPERM|unknown/i.test(error.message)) return NOT_TOLD
    throw error
  }
}

function problemsOf(settings: ReadonlyMap<string, Reply>): string[] {
  const is = (name: string, value: string) => textOf(settings.get(name)) === value
  const problems: string[] = []
  if (settings.size === 0) return [NOT_TOLD]
  if (!is('appendonly', 'yes')) problems.push('set appendonly to yes')
  if (!is('appendfsync', 'always')) problems.push('set appendfsync to always')
  if (is('no-appendfsync-on-rewrite', 'yes')) problems.push('set no-appendfsync-on-rewrite to no')
  if (!is('maxmemory', '0') && textOf(settings.get('maxmemory-policy')).startsWith('allkeys')) {
    problems.push('set maxmemory-policy to noeviction')
  }
  return problems
}
