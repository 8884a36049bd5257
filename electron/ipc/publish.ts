import { type ContractShape, channelOf, type Publish } from '../../shared/contract/define.ts'
import type { TrustedSenders } from './trusted-senders.ts'

/**
 * Main's side of the pushes, derived from the contract: each goes only to the windows the contract names, after its
 * payload was checked, so that nothing unnamed crosses.
 */
export function createPublish<C extends ContractShape>(contract: C, senders: TrustedSenders): Publish<C> {
  const groups = Object.entries(contract).map(([group, calls]) => {
    const pushes = Object.entries(calls).flatMap(([call, spec]) => {
      if (spec.kind !== 'push') return []
      const send = (payload: unknown) => {
        const checked = spec.payload.parse(payload)
        for (const contents of spec.to.flatMap((role) => senders.contentsOf(role))) {
          if (!contents.isDestroyed()) contents.send(channelOf(group, call), checked)
        }
      }
      return [[call, send] as const]
    })
    return [group, Object.fromEntries(pushes)] as const
  })
  return Object.fromEntries(groups) as Publish<C>
}
