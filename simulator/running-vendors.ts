import type { Vendor, VendorDefinition, VendorParts } from './vendor.ts'
import * as vendors from './vendors.ts'

// The list of vendors as values and as types, and each of them started.

type Definitions = typeof vendors
type AnyDefinition = Definitions[keyof Definitions]

export type VendorName = AnyDefinition['name']

/** Settings, accounts and what else a vendor is started with. */
export type VendorOptions = {
  [D in AnyDefinition as D['name']]?: Parameters<D['create']>[1]
}

export type RunningVendor = { definition: VendorDefinition & { name: VendorName }; vendor: Vendor }

/** The vendor that a control without a vendor's name means. */
export const usualVendor: VendorName = 'nowpayments'

export const definitions: readonly AnyDefinition[] = Object.values(vendors)

/** Path below which a vendor's API stands. */
export const baseOf = (name: VendorName): string =>
  definitions.find((definition) => definition.name === name)?.base ?? ''

type Create = (parts: VendorParts, options: object) => Vendor

export const startVendors = (parts: VendorParts, options: VendorOptions): readonly RunningVendor[] =>
  definitions.map((definition) => {
    // Each takes options of its own, which the type of `options` has checked by name.
    const create = definition.create as Create
    return { definition, vendor: create(parts, options[definition.name] ?? {}) }
  })
