import type { Gateway } from '../../../shared/relay-protocol.ts'

export type Direction = 'up' | 'down'

/** The order with one gateway a place further up or down; at the end of the list as it is. */
export function movedIn(order: readonly Gateway[], id: Gateway, direction: Direction): Gateway[] {
  const from = order.indexOf(id)
  const to = direction === 'up' ? from - 1 : from + 1
  const other = order[to]
  if (from < 0 || other === undefined) return [...order]
  return order.map((one, index) => (index === from ? other : index === to ? id : one))
}
