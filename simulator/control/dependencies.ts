import type { CallLog } from '../call-log.ts'
import type { Callbacks } from '../callbacks.ts'
import type { Chain } from '../chain.ts'
import type { SimulatorClock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { RunningVendor } from '../running-vendors.ts'

export type ControlDependencies = {
  shopName: string
  clock: SimulatorClock
  chain: Chain
  faults: Faults
  callbacks: Callbacks
  calls: CallLog
  vendors: readonly RunningVendor[]
}
