import { parseMicro } from '../amounts.ts'
import type { Fault } from '../faults.ts'
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

const accountHandlers = ({ nowpayments }: ControlDependencies): Pick<ControlHandlers, AccountControl> => {
  const { accounts, rates } = nowpayments
  const change = (name: string | undefined, patch: Parameters<typeof accounts.change>[1]) => {
    const changed = accounts.change(name ?? accounts.first().name, patch)
    if (changed === undefined) throw controlError(404, `There is no account ${name}.`)
    return changed
  }
  return {
    configure: (patch) => ({ settings: nowpayments.configure(patch) }),
    setRate: ({ currency, usdt }) => {
      const rate = parseMicro(usdt)
      if (rate === null || rate === 0n) throw controlError(400, 'A rate is a decimal above zero.')
      rates.set(currency, usdt)
      return {}
    },
    setAccount: ({ account, ...patch }) => ({ account: change(account, patch) }),
    rotateKey: ({ account, apiKey }) => ({
      apiKey: change(account, { apiKey: apiKey ?? accounts.newKey() }).apiKey,
    }),
  }
}

export const createGatewayHandlers = (
  dependencies: ControlDependencies,
): Pick<ControlHandlers, GatewayControl> => {
  const { clock, chain, faults, callbacks, calls, nowpayments } = dependencies
  return {
    calls: () => ({ calls: calls.list().map((call) => ({ ...call })) }),
    advance: async ({ ms }) => {
      // Deliveries under way settle first: a retry is due a minute after its answer, on this clock.
      await callbacks.settled()
      await clock.advance(ms)
      await callbacks.settled()
      return { now: new Date(clock.now()).toISOString() }
    },
    ...faultHandlers(dependencies),
    ...accountHandlers(dependencies),
    reset: () => {
      for (const part of [faults, callbacks, calls, chain]) part.clear()
      nowpayments.reset()
      return {}
    },
  }
}
