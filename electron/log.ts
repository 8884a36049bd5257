import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'

export type Log = Logger

/** Log files kept: one a day, about a month. */
const KEPT_FILES = 31

/** Names under which a secret could stand in a logged object; values are cut out wherever they appear. */
const SECRET_FIELDS = [
  'apiKey',
  'ipnSecret',
  'secrets',
  'pin',
  'password',
  'token',
  'authorization',
  'x-api-key',
  'headers',
]

/**
 * One JSON line per event, one file per day, written as it happens (a crash loses nothing). Secrets are cut out by
 * name at any of the first three levels; nothing else writes logs (console is a lint error).
 */
export function createLog(folder: string, day: string, version: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const old of readdirSync(folder).filter(isLogFile).sort().slice(0, -KEPT_FILES))
    rmSync(join(folder, old))
  const paths = SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`])
  return pino(
    { base: { version }, redact: { paths, censor: '[cut]' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: join(folder, `till-${day}.log`), sync: true, mode: 0o600 }),
  )
}

function isLogFile(name: string): boolean {
  return /^till-\d{4}-\d\d-\d\d\.log$/.test(name)
}
