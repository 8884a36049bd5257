import type { ConnectionStep } from '../../shared/contract/gateways.ts'
import type { Mode } from '../../shared/mode.ts'
import type { PayoutObservation } from '../../shared/refund/payout.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import type { Clock } from '../time/clock.ts'
import type { SignedDelivery, Verdict } from './callback.ts'
import type { Gateway } from './gateway.ts'
import { createMissingGateway } from './missing-gateway.ts'
import type { PageGate } from './page-gate.ts'
import type { RequestQueue } from './request-queue.ts'

/** What a vendor's adapter works with, whichever vendor. `baseUrl` is one of `urls`, or the practice gateway's. */
export type VendorParts = {
  readonly baseUrl: string
  readonly mode: Mode
  readonly clock: Clock
  readonly queue: RequestQueue
  readonly version: string
  readonly timeoutMs?: number | undefined
}

/** A verified callback, whichever vendor's. */
export type CallbackNews = {
  readonly chargeId: string
  /** The till knows the charge it made; a further deposit to it has an id of its own. */
  readonly lookAt: string
  /** The invoice it was made for: a charge that the till did not make may be another payment of one of its own. */
  readonly invoiceId?: string
  readonly vendorStatus: string
}

/** What the till knows of how its callbacks are signed, beside the secret. */
export type CallbackForm = {
  /** Path of the callback URL as the vendor was given it. */
  readonly callbackPath: string
  /** Whether the second form counts where a vendor's papers show two. */
  readonly takesShortForm: boolean
}

/** What the owner pasted, by name; null where it is missing. */
export type Secrets = Readonly<Record<string, string | null>>

/** What the rest of the till knows of a vendor. Everything that is particular to one is in its folder. */
export type Vendor = {
  readonly id: VendorId
  /** As it writes itself; no catalogue translates it. */
  readonly title: string
  /** Names of what the owner has to paste, in the order they are asked for. */
  readonly secrets: readonly string[]
  /** Those that its adapter cannot do without. */
  readonly needs: readonly string[]
  /** Which of them its callbacks are signed with. */
  readonly callbackSecret: string
  /** It takes USDT amounts only, and has no rates. */
  readonly pricesInUsdt: boolean
  /** One address may stand in many payments: a transfer to it is a payment's only when its amount is. */
  readonly sharesAddresses: boolean
  /** The steps of its connection test, in order. */
  readonly steps: readonly ConnectionStep['step'][]
  /** `sandbox` is null where the vendor has none. */
  readonly urls: { readonly live: string; readonly sandbox: string | null }
  /** Where a charge's own page (`charge.invoice`) may lead; null for an address that is no such page. Absent without pages. */
  pageGate?(page: string): PageGate | null
  /** Where a callback says how much has come. Only told apart, never counted with. */
  readonly arrivedField: string
  /** A gateway that answers `notSetUp` to everything as long as a secret that it works with is missing. */
  create(secrets: Secrets, parts: VendorParts): Gateway
  /** `now` in ms; `secret` is the one named by `callbackSecret`. */
  judge(
    delivery: SignedDelivery,
    secret: string | null,
    now: number,
    form: CallbackForm,
  ): Verdict<CallbackNews>
  /** What a callback says of a payout, signed by the vendor; null for any other. Absent where it sends none. */
  payoutIn?(delivery: SignedDelivery, secret: string | null): PayoutObservation | null
}

/** The same as a vendor's folder writes it down: its adapter is made of the secrets that it needs. */
type Definition<Name extends string> = Omit<Vendor, 'create' | 'needs'> & {
  readonly needs: readonly Name[]
  readonly create: (secrets: Readonly<Record<Name, string>>, parts: VendorParts) => Gateway
}

export function defineVendor<const Name extends string>(definition: Definition<Name>): Vendor {
  const { create, ...vendor } = definition
  const { needs } = vendor
  return {
    ...vendor,
    create(secrets, parts) {
      if (!isSetUp(vendor, secrets)) return createMissingGateway()
      // People paste; a line break at the end is not part of a secret.
      const given = needs.map((name) => [name, (secrets[name] ?? '').trim()])
      return create(Object.fromEntries(given) as Record<Name, string>, parts)
    },
  }
}

/** Whether everything is there that the vendor's adapter works with. */
export function isSetUp({ needs }: Pick<Vendor, 'needs'>, secrets: Secrets): boolean {
  return needs.every((name) => (secrets[name] ?? '').trim() !== '')
}
