// Replies of Redis, whatever the command: numbers, byte strings and lists of them.

export type Reply = null | number | string | Buffer | readonly Reply[]

/** Lists, or none where there is nothing. */
export function listOf(reply: Reply | undefined): readonly Reply[] {
  return Array.isArray(reply) ? reply : []
}

export function bytesOf(reply: Reply | undefined): Buffer {
  return Buffer.isBuffer(reply) ? reply : Buffer.from(textOf(reply))
}

/** Empty where there is nothing. */
export function textOf(reply: Reply | undefined): string {
  return reply === null || reply === undefined || Array.isArray(reply) ? '' : String(reply)
}

/** Redis writes maps as names and values in turn. */
export function mapOf(reply: Reply | undefined): ReadonlyMap<string, Reply> {
  const list = listOf(reply)
  const map = new Map<string, Reply>()
  for (let index = 0; index + 1 < list.length; index += 2) {
    map.set(textOf(list[index]), list[index + 1] ?? null)
  }
  return map
}
