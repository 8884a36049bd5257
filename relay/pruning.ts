import type { Config } from './config.ts'
import type { PruneBefore } from './inbox.ts'

const DAY_MS = 24 * 60 * 60_000

/** What is older than this may be forgotten at `now`. */
export function pruneBefore(
  now: Date,
  { keepAcknowledgedDays, keepDays }: Pick<Config, 'keepAcknowledgedDays' | 'keepDays'>,
): PruneBefore {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()
  return { acknowledged: daysAgo(keepAcknowledgedDays), any: daysAgo(keepDays) }
}
