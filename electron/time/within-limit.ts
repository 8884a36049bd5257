import type { Clock } from './clock.ts'

/**
 * What `work` comes to if it does within `limitMs`, else what `late` says. The work itself goes on: its answer is
 * still good for whoever asks next.
 */
export function withinLimit<T>(clock: Clock, limitMs: number, work: Promise<T>, late: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => resolve(late()))
    void work.finally(cancel).then(resolve, reject)
  })
}
