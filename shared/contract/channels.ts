/**
 * Names only, so that the preload stays one small file without zod. A unit test proves that the lists equal the contract.
 */
export const REQUEST_CHANNELS = [
  'till.state',
  'till.shown',
  'till.setMode',
  'till.welcomed',
  'till.saveSettings',
  'till.openLink',
  'gateways.connect',
  'gateways.forget',
  'gateways.prefer',
  'gateways.setRate',
  'owner.setPin',
  'owner.setEarlyRelease',
  'payments.state',
  'payments.estimate',
  'payments.start',
  'payments.cancel',
  'payments.retry',
  'payments.topUp',
  'payments.decide',
  'payments.park',
  'payments.open',
  'payments.bringBack',
  'payments.openPage',
  'payments.closePage',
  'payments.check',
  'payments.dismiss',
  'payments.history',
  'practice.pay',
  'reports.exceptions',
  'reports.day',
  'reports.latency',
  'reports.backUp',
  'reports.exportCsv',
  'relay.connect',
  'relay.forget',
  'relay.callbacks',
  'chain.connect',
  'chain.forget',
  'account.signIn',
  'account.signOut',
  'account.balance',
  'account.convert',
  'account.conversions',
  'account.conversion',
  'account.payouts',
  'account.preChecks',
  'reconciliation.run',
  'reconciliation.cancel',
  'reconciliation.lookAtOpen',
  'reconciliation.exportCsv',
  'refunds.of',
  'refunds.checkAddress',
  'refunds.begin',
  'refunds.confirm',
  'refunds.record',
  'refunds.abandon',
  'refunds.dealWith',
  'refunds.look',
  'customer.view',
] as const

export const PUSH_CHANNELS = [
  'till.changed',
  'payments.changed',
  'reconciliation.progressed',
  'customer.changed',
] as const

export type RequestChannel = (typeof REQUEST_CHANNELS)[number]
export type PushChannel = (typeof PUSH_CHANNELS)[number]

/** What the preload exposes as `window.till`: two functions. */
export type Bridge = {
  readonly request: (channel: RequestChannel, input: unknown) => Promise<unknown>
  readonly subscribe: (channel: PushChannel, listener: (payload: unknown) => void) => () => void
}
