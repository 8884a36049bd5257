// Group commit: while one group is being made durable, all that arrives waits together and is the next group. Under
// load a disk sync then costs a fraction for each, and nobody is answered before it.

export type GroupLimits = {
  /** Members of one group. */
  readonly group: number
  /** Members that may wait, the group under way included; more are refused at once. */
  readonly waiting: number
}

export interface GroupCommit<T, R> {
  /** Undefined, at once, when too many wait. The promise settles as the commit of its group does. */
  add(member: T): Promise<R> | undefined
  waiting(): number
  /** Resolves when nothing waits. */
  settled(): Promise<void>
}

type Waiting<T, R> = { member: T; resolve(result: R): void; reject(error: unknown): void }

/** `commit` answers each member of a group in its place. */
export function createGroupCommit<T, R>(
  commit: (group: readonly T[]) => Promise<readonly R[]>,
  limits: GroupLimits,
): GroupCommit<T, R> {
  let queue: Waiting<T, R>[] = []
  let underWay = 0
  let isScheduled = false
  let whenSettled: (() => void)[] = []

  const commitNext = async (): Promise<void> => {
    isScheduled = false
    const group = queue.slice(0, limits.group)
    queue = queue.slice(limits.group)
    underWay = group.length
    try {
      const results = await commit(group.map(({ member }) => member))
      for (const [index, result] of results.entries()) group[index]?.resolve(result)
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
    underWay = 0
    schedule()
  }

  const schedule = () => {
    if (isScheduled || underWay > 0) return
    if (queue.length === 0) {
      for (const resolve of whenSettled) resolve()
      whenSettled = []
      return
    }
    isScheduled = true
    // Not now but after this turn of the event loop: what other sockets have brought meanwhile comes along.
    setImmediate(() => void commitNext())
  }

  return {
    add: (member) => {
      if (queue.length + underWay >= limits.waiting) return undefined
      const added = new Promise<R>((resolve, reject) => queue.push({ member, resolve, reject }))
      schedule()
      return added
    },
    waiting: () => queue.length + underWay,
    settled: () =>
      new Promise((resolve) => {
        whenSettled.push(resolve)
        schedule()
      }),
  }
}
