import { type Logger, pino } from 'pino'
import type { Config } from '../config.ts'

export type Log = Logger

/** Names under which a secret could stand in a logged object; nothing passes them on purpose. */
const SECRET_FIELDS = ['token', 'authorization', 'headers', 'body', 'id', 'url', 'metricsToken']

/** One JSON line per event on standard output, where systemd or a container picks it up. */
export function createLog(level: Config['logLevel']): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`])
  return pino(
    { base: null, level, redact: { paths, censor: '[cut]' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 1, sync: true }),
  )
}
