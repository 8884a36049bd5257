import type { FailureKind, ReplyFault } from '../faults.ts'
import type { Fields, VendorFaults } from './vendor-faults.ts'

// Spoils the text of a reply that was otherwise good.

const tenMegabytes = 10 * 1024 * 1024

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Changes what a reply carries: a payment, each of a list, or, without an envelope, the reply itself. */
const inside = (reply: Fields, envelope: string | null, change: (fields: Fields) => Fields): Fields => {
  if (envelope === null) return change(reply)
  const carried = reply[envelope]
  if (isFields(carried)) return { ...reply, [envelope]: change(carried) }
  if (!Array.isArray(carried)) return change(reply)
  return { ...reply, [envelope]: carried.map((item) => (isFields(item) ? change(item) : item)) }
}

const wrongTypeOf = (value: unknown): unknown => {
  if (typeof value === 'number') return { value }
  if (typeof value === 'string') return [value]
  return value === null ? {} : 'null'
}

const damagedField = (fields: Fields, kind: FailureKind, key: string): Fields => {
  const { [key]: value, ...others } = fields
  return kind === 'wrong-types' ? { ...others, [key]: wrongTypeOf(value) } : others
}

const withDamage = (reply: Fields, kind: FailureKind, wanted: string | undefined, faults: VendorFaults) => {
  if (wanted !== undefined && wanted in reply) return damagedField(reply, kind, wanted)
  return inside(reply, faults.envelope, (fields) => {
    const key = wanted ?? faults.telling.find((name) => name in fields) ?? Object.keys(fields)[0] ?? ''
    return damagedField(fields, kind, key)
  })
}

const damaged = (
  text: string,
  kind: FailureKind,
  field: string | undefined,
  faults: VendorFaults,
): string => {
  if (kind === 'malformed-json') return text.slice(0, Math.max(1, Math.floor(text.length / 2)))
  if (kind === 'empty-body') return ''
  const reply = parsed(text)
  // A page in place of JSON is spoilt enough.
  if (!isFields(reply)) return text
  if (kind === 'huge-body') return JSON.stringify({ ...reply, padding: 'x'.repeat(tenMegabytes) })
  return JSON.stringify(withDamage(reply, kind, field, faults))
}

/** The text that goes out instead. `foreignAddress` is a good address of somebody else. */
export const spoiltText = (
  text: string,
  fault: Exclude<ReplyFault, { kind: 'cut' }>,
  faults: VendorFaults,
  foreignAddress: string,
): string => {
  if (fault.kind === 'fail') return damaged(text, fault.as, fault.field, faults)
  const reply = parsed(text)
  if (!isFields(reply)) return text
  const patch = faults.mutations[fault.mutation]
  return JSON.stringify(
    inside(reply, faults.envelope, (fields) => ({ ...fields, ...patch(fields, foreignAddress) })),
  )
}
