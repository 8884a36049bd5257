import { z } from 'zod'
import { Mode } from '../mode.ts'
import { Payment } from '../payment/payment.ts'
import { TillRef } from './till-ref.ts'

// What stands in the file that one Z of one till travels in (docs/tills.md). Every line is one of these, as JSON. Written by one
// till and read by another, perhaps of another version: whatever changes its meaning counts the version up.

/**
 * 2: its Z may say what one of version 1 could not (`counting` of `DayClosed`). Nothing else changed, so both are read; a till that
 * knows 1 alone says that the file is from a newer one.
 */
export const BUNDLE_VERSION = 2

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A place in a till's journal: its event, and the hash over everything up to it. */
export const JournalPlace = z.strictObject({ number: z.int().min(1), seq: z.int().min(1), hash: Sha256 })
export type JournalPlace = Readonly<z.infer<typeof JournalPlace>>

/** The first line. */
export const BundleHead = z.strictObject({
  format: z.literal('usdtill-bundle'),
  version: z.literal([1, BUNDLE_VERSION]),
  till: TillRef,
  mode: Mode,
  /** The Z's event as it stands in the journal, its text byte for byte: the hash is over it and the event before. */
  event: z.strictObject({
    seq: z.int().min(1),
    at: z.string(),
    body: z.string(),
    previous: Sha256,
    hash: Sha256,
  }),
  /** Where the Z before stands; null for the first. With it, bundles are a chain. */
  before: JournalPlace.nullable(),
  /** How many lines follow, up to the seal. */
  payments: z.int().min(0),
})
export type BundleHead = Readonly<z.infer<typeof BundleHead>>

/** A payment that this Z counts, corrects or carries, as it stood when the Z was taken. */
export const BundlePayment = z.strictObject({
  payment: Payment,
  gateway: z.string().nullable(),
  /** The Z it belongs to; null while it was open. */
  z: z.int().min(1).nullable(),
})
export type BundlePayment = Readonly<z.infer<typeof BundlePayment>>

/** The last line: over the bytes of all lines before it. Key (SPKI DER) and signature in base64; null where there is no keychain. */
export const BundleSeal = z.strictObject({
  sha256: Sha256,
  publicKey: z.string().max(200).nullable(),
  signature: z.string().max(200).nullable(),
})
export type BundleSeal = Readonly<z.infer<typeof BundleSeal>>

/**
 * Why a file is not taken. `newer`: of a version that this till does not know. `damaged`: not as it was written.
 * `wrongSignature`: signed, and not by the key it names. `doesNotAddUp`: its totals are not what its payments come to.
 * `otherMode`: practice is never mixed with money. `own`: this till's, whose journal says it already. `notKept`: the disk.
 */
export const BundleFault = z.enum([
  'notABundle',
  'newer',
  'tooLarge',
  'damaged',
  'wrongSignature',
  'doesNotAddUp',
  'otherMode',
  'own',
  'unreadable',
  'notKept',
])
export type BundleFault = z.infer<typeof BundleFault>
