import { randomUUID } from 'node:crypto'
import { err, type Result } from '../../../shared/result.ts'
import type { Merging, TillsAnswers, TillsSource } from './messages.ts'
import { type Answered, createThread, type ThreadParts } from './thread.ts'

/** Whatever of the tills takes long, or comes from who knows where, in threads: main only asks. */
export type TillsReading = {
  /**
   * Checks a file and says what has to be known to keep it. Errors: those of `readBundle`; `unreadable` also for one that the
   * thread died of, `notKept` for a disk that refuses and after `close`.
   */
  bundle(file: string): Promise<TillsAnswers['bundle']>
  /** Errors: `journalUnavailable`, `internal` when the thread died or had to be ended, `notNow` after `close`. */
  list(source: TillsSource): Promise<TillsAnswers['list']>
  /** Errors: those of `list`. */
  merged(asked: Merging): Promise<TillsAnswers['merged']>
  /** The same as CSV. Errors: those of `list`. */
  csv(asked: Merging): Promise<TillsAnswers['csv']>
  close(): void
}

type Dependencies = ThreadParts & {
  /** For the log, under the reference the windows are given. */
  readonly onCrash: (reference: string, error: unknown) => void
}

export function createTillsReading({ onCrash, ...parts }: Dependencies): TillsReading {
  // Two, so that no file keeps the owner from the report.
  const files = createThread(parts)
  const reports = createThread(parts)

  function crashed(failure: unknown): string {
    const reference = randomUUID().slice(0, 8)
    onCrash(reference, failure)
    return reference
  }

  function reported<T>(answered: Answered<Result<T>>): Result<T> {
    if (answered.kind === 'answer') return answered.answer
    if (answered.kind === 'closed') return err({ code: 'notNow' })
    return err({ code: 'internal', reference: crashed(answered.failure) })
  }

  return {
    async bundle(file) {
      const answered = await files.ask({ want: 'bundle', file })
      if (answered.kind === 'answer') return answered.answer
      if (answered.kind === 'closed') return err('notKept')
      crashed(answered.failure)
      return err('unreadable')
    },
    list: async (source) => reported(await reports.ask({ want: 'list', ...source })),
    merged: async (asked) => reported(await reports.ask({ want: 'merged', ...asked })),
    csv: async (asked) => reported(await reports.ask({ want: 'csv', ...asked })),
    close() {
      files.close()
      reports.close()
    },
  }
}
