import type { Hono } from 'hono'
import type { z } from 'zod'
import type { CallbackMessage, Callbacks } from './callbacks.ts'
import type { Chain } from './chain.ts'
import type { SimulatorClock } from './clock.ts'
import type { ChargeFacts, Signing } from './control/charge-view.ts'
import type { PayOrder } from './customers.ts'
import type { VendorFaults } from './misbehaviour/vendor-faults.ts'
import type { Random } from './random.ts'

// What the rest of the simulator knows of a vendor. Everything that is particular to one is in its folder.

/** What every vendor is built on: one time, one chain, one sender of callbacks. */
export type VendorParts = {
  clock: SimulatorClock
  random: Random
  chain: Chain
  callbacks: Callbacks
  /** Where this server is reached, once it listens; the vendor's `base` is below it. */
  origin: () => string
}

/** One charge in the hands of the controls. */
export interface ControlledCharge {
  readonly id: string
  facts(): ChargeFacts
  /** A customer sends money. Gives the charge that the money counts for: this one, or another. */
  pay(order: PayOrder): ControlledCharge
  /** False: there is no next stage. */
  step(): boolean
  /** Skips what remains; a charge without a deposit is paid exactly first. False: it has ended. */
  finish(): boolean
  setStatus(status: string): void
  /** The headers of a callback that is sent again; null when this vendor has no such form. */
  headersFor(message: CallbackMessage, how: Signing): Readonly<Record<string, string>> | null
}

/** The vendor's word for what a control does to a charge; null when it knows no such end. */
export type EndWords = Readonly<Record<'expire' | 'fail' | 'refund', string | null>>

export interface Vendor {
  /** The vendor's API, below its base. */
  readonly routes: Hono
  /** What it serves beside its API, by path. */
  readonly pages?: { readonly path: string; readonly routes: Hono }
  readonly faults: VendorFaults
  readonly endWords: EndWords
  charges(): readonly ControlledCharge[]
  /** By the id its charges are asked for with, or by any other that names one charge. */
  charge(id: string): ControlledCharge | undefined
  settings(): Readonly<Record<string, unknown>>
  configure(patch: object): Readonly<Record<string, unknown>>
  /** Without a name the first account is meant; undefined when nobody has the name. */
  setAccount(name: string | undefined, patch: object): Readonly<Record<string, unknown>> | undefined
  /** Where keys can be drawn anew: the new key. */
  rotateKey?(name: string | undefined, apiKey: string | undefined): string | undefined
  /** Where prices are in other currencies than USDT. */
  setRate?(currency: string, usdt: string): void
  dateSkewMs(): number
  reset(): void
}

export type VendorDefinition = {
  readonly name: string
  readonly title: string
  readonly base: `/${string}`
  /** What the controls take: the settings and the account, every field optional, with the vendor's name. */
  readonly settingsPatch: z.ZodType
  readonly accountPatch: z.ZodType
  /** The calls a person at the panel can spoil: `POST /path` and what it does. */
  readonly calls: readonly (readonly [call: string, words: string])[]
  /** What its practice account is reached with, for whoever runs the simulator alone: the dashboard's word and the value. */
  readonly credentials: readonly (readonly [name: string, value: string])[]
}
