import type { ChannelSecrets, Inbox } from '../../relay/inbox.ts'
import { hashOf } from '../../relay/secrets.ts'
import { openSqliteInbox } from '../../relay/sqlite/sqlite-inbox.ts'
import { callbackOf } from './callback.ts'

/** Makes channels in a relay's file before the relay runs. */
export async function makeChannels(file: string, count: number): Promise<readonly ChannelSecrets[]> {
  return withInbox(file, async (inbox) => {
    const made: ChannelSecrets[] = []
    for (let number = 1; number <= count; number++) made.push(await makeChannel(inbox, `shop ${number}`))
    return made
  })
}

/** Makes a channel that holds so many callbacks. */
export async function makeFullChannel(file: string, deliveries: number): Promise<ChannelSecrets> {
  return withInbox(file, async (inbox) => {
    const secrets = await makeChannel(inbox, 'shop')
    const channel = await inbox.findByToken(hashOf(secrets.token))
    if (!channel) throw new Error('no channel')
    for (let kept = 0; kept < deliveries; kept += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, deliveries - kept) }, (_, index) => kept + index)
      const appended = await Promise.all(numbers.map((number) => append(inbox, channel.key, number)))
      if (appended.some(({ kind }) => kind !== 'stored')) throw new Error('not stored')
    }
    return secrets
  })
}

/** How many callbacks a relay's file has, all channels together. */
export async function keptIn(file: string): Promise<number> {
  return withInbox(file, async (inbox) =>
    (await inbox.channels()).reduce((sum, { latest }) => sum + latest, 0),
  )
}

const AT_ONCE = 2_000

function append(inbox: Inbox, channel: string, number: number) {
  const { body, signature } = callbackOf(number)
  return inbox.append(channel, {
    gateway: 'nowpayments',
    receivedAt: '2026-11-21T14:02:00.000Z',
    source: '198.51.100.7',
    headers: { 'content-type': 'application/json', 'x-nowpayments-sig': signature },
    body: Buffer.from(body),
  })
}

async function makeChannel(inbox: Inbox, name: string): Promise<ChannelSecrets> {
  const secrets = await inbox.createChannel(name, '2026-11-21T14:02:00.000Z')
  if (!secrets) throw new Error(`no channel ${name}`)
  return secrets
}

async function withInbox<T>(file: string, work: (inbox: Inbox) => Promise<T>): Promise<T> {
  const inbox = await openSqliteInbox(file)
  try {
    return await work(inbox)
  } finally {
    await inbox.close()
  }
}
