import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Inbox } from '../../relay/inbox.ts'
import { openSqliteInbox } from '../../relay/sqlite/sqlite-inbox.ts'
import { inboxSuite } from './inbox-suite.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-inbox-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

inboxSuite('the inbox in SQLite', async () => {
  const opened: Inbox[] = []
  const open = async () => {
    const inbox = await openSqliteInbox(join(folder, 'relay.sqlite'))
    opened.push(inbox)
    return inbox
  }
  const inbox = await open()
  return {
    inbox,
    another: open,
    close: async () => {
      for (const each of opened) await each.close()
    },
  }
})

describe('the file of the inbox', () => {
  it('holds no token', async () => {
    const file = join(folder, 'relay.sqlite')
    const inbox = await openSqliteInbox(file)
    const secrets = await inbox.createChannel('shop', '2026-11-21T14:02:00.000Z')
    await inbox.close()
    expect(secrets?.token).toHaveLength(43)
    expect(readFileSync(file).includes(secrets?.token ?? '')).toBe(false)
  })

  it('of a newer relay is refused, and left as it is', async () => {
    const file = join(folder, 'relay.sqlite')
    await (await openSqliteInbox(file)).close()
    const database = new DatabaseSync(file)
    database.exec('PRAGMA user_version = 99')
    database.close()
    await expect(openSqliteInbox(file)).rejects.toThrow('newer relay')
  })

  it('that is something else is refused', async () => {
    const file = join(folder, 'notes.txt')
    writeFileSync(file, 'dear diary, '.repeat(1_000))
    await expect(openSqliteInbox(file)).rejects.toThrow()
    expect(readFileSync(file, 'utf8')).toMatch(/^dear diary/)
  })

  it('says so when it cannot be written, and works again when it can', async () => {
    const file = join(folder, 'relay.sqlite')
    let nowMs = 0
    const inbox = await openSqliteInbox(file, () => nowMs)
    await inbox.createChannel('shop', '2026-11-21T14:02:00.000Z')
    const [channel] = await inbox.channels()
    const received = {
      gateway: 'nowpayments',
      receivedAt: '2026-11-21T14:02:00.000Z',
      source: '192.0.2.7',
      headers: {},
      body: Buffer.from('x'),
    } as const
    const other = new DatabaseSync(file)
    other.exec(`CREATE TRIGGER full BEFORE INSERT ON deliveries BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    await expect(inbox.append(channel?.key ?? '', received)).rejects.toThrow('disk full')
    nowMs = 59_999
    expect(inbox.trouble()).toBe('disk full')
    nowMs = 60_000
    expect(inbox.trouble()).toBeNull()
    await expect(inbox.append(channel?.key ?? '', received)).rejects.toThrow('disk full')
    expect(inbox.trouble()).toBe('disk full')

    other.exec('DROP TRIGGER full')
    other.close()
    expect(await inbox.append(channel?.key ?? '', received)).toEqual({ kind: 'stored', id: 1 })
    expect(inbox.trouble()).toBeNull()
    await inbox.close()
  })
})
