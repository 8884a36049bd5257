import { account } from './account.ts'
import { chain } from './chain.ts'
import { customer } from './customer.ts'
import { dashboard } from './dashboard.ts'
import { type Backend, type ContractShape, channelOf, type Handlers, type Publish } from './define.ts'
import { exportCalls } from './exports.ts'
import { gateways } from './gateways.ts'
import { paper } from './paper.ts'
import { payments, practice } from './payments.ts'
import { people } from './people.ts'
import { reconciliation } from './reconciliation.ts'
import { refunds } from './refunds.ts'
import { relay } from './relay.ts'
import { reports } from './reports.ts'
import { search } from './search.ts'
import { shifts } from './shifts.ts'
import { owner, till } from './till.ts'
import { tills } from './tills.ts'

/** The app's API between windows and main: handlers, client, channel list and test fake derive from this one value. */
export const contract = {
  till,
  gateways,
  owner,
  people,
  shifts,
  payments,
  practice,
  reports,
  search,
  dashboard,
  exports: exportCalls,
  tills,
  relay,
  chain,
  account,
  reconciliation,
  refunds,
  paper,
  customer,
} as const satisfies ContractShape

export type TillHandlers = Handlers<typeof contract>
export type TillBackend = Backend<typeof contract>
export type TillPublish = Publish<typeof contract>

/** Every channel of one kind, for the preload's allow-list and its test. */
export function channelsOf(kind: 'request' | 'push'): readonly string[] {
  return Object.entries(contract as ContractShape).flatMap(([group, calls]) =>
    Object.entries(calls)
      .filter(([, spec]) => spec.kind === kind)
      .map(([call]) => channelOf(group, call)),
  )
}
