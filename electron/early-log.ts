import type { Log } from './log.ts'

/** What may have to be logged before there is a log file. */
export type EarlyLog = Pick<Log, 'warn' | 'error'>

/** Keeps lines until the log is there, then hands them on; the windows open before anything else is loaded. */
export function createEarlyLog(): { readonly log: EarlyLog; attach(log: Log): void } {
  const kept: ((log: Log) => void)[] = []
  let attached: Log | undefined
  const write = (line: (log: Log) => void) => {
    if (attached) line(attached)
    else kept.push(line)
  }
  return {
    log: {
      warn: (fields: object, text?: string) => write((log) => log.warn(fields, text)),
      error: (fields: object, text?: string) => write((log) => log.error(fields, text)),
    },
    attach(log) {
      attached = log
      for (const line of kept.splice(0)) line(log)
    },
  }
}
