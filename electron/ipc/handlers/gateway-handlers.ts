import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { byWhom } from '../../../shared/people/caller.ts'
import type { TillControl } from '../../till-control.ts'

/** The owner's gateways: secrets, order, and the rate. */
export function gatewaysHandlers({ gateways }: TillControl): TillHandlers['gateways'] {
  return {
    connect: ({ word: _, ...input }) => gateways.connect(input),
    forget: ({ word: _, ...input }) => gateways.forget(input),
    prefer: ({ order }) => gateways.prefer(order),
    setRate: ({ perUsdt }, caller) => gateways.setRate(perUsdt, byWhom(caller)),
  }
}
