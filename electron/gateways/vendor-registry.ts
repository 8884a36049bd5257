import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import type { Vendor } from './vendor.ts'
import * as vendors from './vendors.ts'

/** Every vendor there is, in the order of their names. */
export const VENDORS: readonly Vendor[] = Object.values(vendors).toSorted((one, other) =>
  one.title.localeCompare(other.title, 'en'),
)

/** @throws when a name of the relay's has no vendor: a bug, and a test finds it. */
export function vendorOf(id: VendorId): Vendor {
  const vendor = VENDORS.find((one) => one.id === id)
  if (!vendor) throw new Error(`no vendor ${id}`)
  return vendor
}
