import type { Gateway } from '../gateways/gateway.ts'
import { createMissingGateway } from '../gateways/missing-gateway.ts'
import type { GatewayInUse } from './gateway-in-use.ts'

/** What a charge needs of a gateway. */
export type Offer = Pick<GatewayInUse, 'gateway' | 'quotes' | 'health'>

/** The till's gateways, in the owner's order of preference. */
export type Lineup = {
  /**
   * Where the next charge goes: the first that is not known to fail. When all fail it is the first: trying it is a probe, and
   * its failure the refusal that the cashier is told.
   */
  next(): Offer
  /** The one that made a charge: its payment stays with it. One that is not set up any more answers so to everything. */
  of(gatewayId: string): Gateway
}

/** `order`: gateway ids as the owner prefers them now; those it does not name come after, as they are given. */
export function createLineup(inUse: readonly [Offer, ...Offer[]], order: () => readonly string[]): Lineup {
  function preferred(): readonly [Offer, ...Offer[]] {
    const named = order()
    const place = ({ gateway: { id } }: Offer) => (named.includes(id) ? named.indexOf(id) : named.length)
    const [first, ...others] = inUse.toSorted((one, other) => place(one) - place(other))
    return [first ?? inUse[0], ...others]
  }

  return {
    next() {
      const [first, ...others] = preferred()
      return [first, ...others].find(({ health }) => health().state !== 'failing') ?? first
    },
    of: (gatewayId) =>
      inUse.find(({ gateway }) => gateway.id === gatewayId)?.gateway ?? createMissingGateway(),
  }
}
