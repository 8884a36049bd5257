import type { ChannelKey, PruneBefore, Stored } from '../inbox.ts'
import type { ChannelRecords } from './channel-records.ts'
import type { Deliveries } from './deliveries.ts'

const PAGE = 1_000

type Stores = { readonly records: ChannelRecords; readonly deliveries: Deliveries }

/** How many were forgotten. Several relays may do it at once. */
export async function pruneAll({ records, deliveries }: Stores, before: PruneBefore): Promise<number> {
  let forgotten = 0
  for (const { key } of await records.all()) forgotten += await pruneChannel(deliveries, key, before)
  return forgotten
}

/** Oldest first and only as far as all are old, so that a channel never has a hole and little that is young is read. */
async function pruneChannel(
  deliveries: Deliveries,
  channel: ChannelKey,
  before: PruneBefore,
): Promise<number> {
  const acknowledged = await deliveries.acknowledged(channel)
  let forgotten = 0
  for (;;) {
    const page = await deliveries.read(channel, 0, PAGE)
    const last = lastToForget(page, acknowledged, before)
    if (last === 0) return forgotten
    forgotten += await deliveries.forget(channel, last)
  }
}

function lastToForget(page: readonly Stored[], acknowledged: number, before: PruneBefore): number {
  let last = 0
  for (const { id, receivedAt } of page) {
    const limit = id <= acknowledged && before.acknowledged > before.any ? before.acknowledged : before.any
    if (receivedAt >= limit) break
    last = id
  }
  return last
}
