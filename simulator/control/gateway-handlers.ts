import type { Fault } from '../faults.ts'
import { usualVendor, type VendorName } from '../running-vendors.ts'
import type { Vendor } from '../vendor.ts'
import type { ControlHandlers } from './contract.ts'
import type { ControlDependencies } from './dependencies.ts'
import { controlError } from './error.ts'

// Controls on the gateway as a whole: its time, its faults, its settings and accounts.

type GatewayControl =
  | 'calls'
  | 'faults'
  | 'advance'
  | 'failNext'
  | 'delayNext'
  | 'cutNext'
  | 'tamperNext'
  | 'clearFaults'
  | 'configure'
  | 'setRate'
  | 'setAccount'
  | 'rotateKey'
  | 'reset'

type FaultControl = 'faults' | 'failNext' | 'delayNext' | 'cutNext' | 'tamperNext' | 'clearFaults'
type AccountControl = 'configure' | 'setRate' | 'setAccount' | 'rotateKey'

const faultHandlers = ({ faults }: ControlDependencies): Pick<ControlHandlers, FaultControl> => {
  const list = () => ({ faults: [...faults.list()] })
  const queue = (fault: Fault) => {
    faults.add(fault)
    return list()
  }
  const common = (input: { times?: number | undefined; match?: Fault['match'] | undefined }) => ({
    times: input.times ?? 1,
    match: input.match ?? {},
  })
  return {
    faults: list,
    failNext: (input) => queue({ kind: 'fail', as: input.as, field: input.field, ...common(input) }),
    delayNext: (input) => queue({ kind: 'delay', ms: input.ms, when: input.when, ...common(input) }),
    cutNext: (input) => queue({ kind: 'cut', when: input.when, ...common(input) }),
    tamperNext: (input) => queue({ kind: 'tamper', mutation: input.mutation, ...common(input) }),
    clearFaults: () => {
      faults.clear()
      return list()
    },
  }
}

const accountHandlers = ({ vendors }: ControlDependencies): Pick<ControlHandlers, AccountControl> => {
  const vendorOf = (name: VendorName = usualVendor): Vendor => {
    const running = vendors.find(({ definition }) => definition.name === name)
    if (running === undefined) throw controlError(404, `There is no vendor ${name}.`)
    return running.vendor
  }
  const known = <T>(found: T | undefined, account: string | undefined): T => {
    if (found === undefined) throw controlError(404, `There is no account ${account}.`)
    return found
  }
  return {
    configure: ({ vendor, ...patch }) => ({ settings: vendorOf(vendor).configure(patch) }),
    setAccount: ({ vendor, account, ...patch }) => ({
      account: known(vendorOf(vendor).setAccount(account, patch), account),
    }),
    rotateKey: ({ vendor, account, apiKey }) => {
      const { rotateKey } = vendorOf(vendor)
      if (rotateKey === undefined) throw controlError(409, 'Give this vendor a new key with setAccount.')
      return { apiKey: known(rotateKey(account, apiKey), account) }
    },
    setRate: ({ currency, usdt }) => {
      for (const { vendor } of vendors) vendor.setRate?.(currency, usdt)
      return {}
    },
  }
}

export const createGatewayHandlers = (
  dependencies: ControlDependencies,
): Pick<ControlHandlers, GatewayControl> => {
  const { clock, chain, faults, callbacks, calls, vendors } = dependencies
  return {
    calls: () => ({ calls: calls.list().map((call) => ({ ...call })) }),
    advance: async ({ ms }) => {
      // Deliveries under way settle first: a retry is due some time after its answer, on this clock.
      await callbacks.settled()
      await clock.advance(ms)
      await callbacks.settled()
      return { now: new Date(clock.now()).toISOString() }
    },
    ...faultHandlers(dependencies),
    ...accountHandlers(dependencies),
    reset: () => {
      for (const part of [faults, callbacks, calls, chain]) part.clear()
      for (const { vendor } of vendors) vendor.reset()
      return {}
    },
  }
}
