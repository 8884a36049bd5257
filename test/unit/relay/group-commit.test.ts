import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createGroupCommit } from '../../../relay/sqlite/group-commit.ts'

/** A disk whose syncs end when the test says so. */
function slowDisk() {
  const groups: { members: readonly string[]; end(): void; fail(error: Error): void }[] = []
  const commit = (members: readonly string[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      groups.push({
        members,
        end: () => resolve(members.map((member) => member.toUpperCase())),
        fail: reject,
      })
    })
  return { groups, commit }
}

const LIMITS = { group: 100, waiting: 1_000 }

describe('group commit', () => {
  it('answers nobody before the commit of their group has ended', async () => {
    const disk = slowDisk()
    const commits = createGroupCommit(disk.commit, LIMITS)
    let answered: string | undefined
    const added = commits.add('a')?.then((result) => {
      answered = result
    })
    await nextTurn()
    await nextTurn()
    expect(disk.groups).toHaveLength(1)
    expect(answered).toBeUndefined()
    disk.groups[0]?.end()
    await added
    expect(answered).toBe('A')
  })

  it('all that comes while one group is under way is the next group', async () => {
    const disk = slowDisk()
    const commits = createGroupCommit(disk.commit, LIMITS)
    const first = commits.add('a')
    await nextTurn()
    const others = ['b', 'c', 'd'].map((member) => commits.add(member))
    await nextTurn()
    expect(disk.groups.map(({ members }) => members)).toEqual([['a']])
    expect(commits.waiting()).toBe(4)

    disk.groups[0]?.end()
    await first
    await nextTurn()
    expect(disk.groups.map(({ members }) => members)).toEqual([['a'], ['b', 'c', 'd']])
    disk.groups[1]?.end()
    expect(await Promise.all(others)).toEqual(['B', 'C', 'D'])
    expect(commits.waiting()).toBe(0)
  })

  it('a failed group fails for its members only', async () => {
    const disk = slowDisk()
    const commits = createGroupCommit(disk.commit, LIMITS)
    const first = commits.add('a')
    await nextTurn()
    const second = commits.add('b')
    disk.groups[0]?.fail(new Error('disk full'))
    await expect(first).rejects.toThrow('disk full')
    await nextTurn()
    disk.groups[1]?.end()
    expect(await second).toBe('B')
  })

  it('takes no more than may wait, and a group no more than its size', async () => {
    const disk = slowDisk()
    const commits = createGroupCommit(disk.commit, { group: 2, waiting: 3 })
    const added = ['a', 'b', 'c'].map((member) => commits.add(member))
    expect(commits.add('d')).toBeUndefined()
    await nextTurn()
    expect(disk.groups[0]?.members).toEqual(['a', 'b'])
    disk.groups[0]?.end()
    await added[1]
    await nextTurn()
    expect(disk.groups[1]?.members).toEqual(['c'])
    disk.groups[1]?.end()
    expect(await added[2]).toBe('C')
  })

  it('is settled when the last group is', async () => {
    const disk = slowDisk()
    const commits = createGroupCommit(disk.commit, LIMITS)
    await commits.settled()
    const added = commits.add('a')
    let isSettled = false
    const settled = commits.settled().then(() => {
      isSettled = true
    })
    await nextTurn()
    expect(isSettled).toBe(false)
    disk.groups[0]?.end()
    await Promise.all([added, settled])
    expect(isSettled).toBe(true)
  })
})
