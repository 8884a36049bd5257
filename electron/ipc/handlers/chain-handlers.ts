import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { TillControl } from '../../till-control.ts'

export function chainHandlers({ chain }: TillControl): TillHandlers['chain'] {
  return {
    connect: ({ key }) => chain.connect(key),
    forget: () => chain.forget(),
  }
}
