import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { NamedPerson } from '../people/named.ts'
import { Figures } from '../shift/figures.ts'
import { BundleFault } from '../tills/bundle.ts'
import { TillProblem } from '../tills/problem.ts'
import { TillRef } from '../tills/till-ref.ts'
import { request } from './define.ts'
import { TillState } from './till.ts'

/** Business days, both included. */
export const MergedPeriod = z
  .strictObject({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to, 'a period that ends before it begins')
export type MergedPeriod = Readonly<z.infer<typeof MergedPeriod>>

/** One till whose Zs this computer knows. */
export const TillRow = z.strictObject({
  till: TillRef,
  shop: z.string(),
  /** This computer's own, from its journal. */
  isOwn: z.boolean(),
  /** How many Zs of it are counted, and the last of them; null before there is one. */
  zs: z.int(),
  last: z.strictObject({ z: z.int(), day: Day }).nullable(),
  /** What its bundles are signed with, short; null for the own, and for one without a keychain. */
  fingerprint: z.string().nullable(),
})
export type TillRow = Readonly<z.infer<typeof TillRow>>

/** All tills of the shop; this computer's own comes first. */
export const TillsView = z.strictObject({ tills: z.array(TillRow) })
export type TillsView = Readonly<z.infer<typeof TillsView>>

/**
 * What became of one file. `duplicate`: its Z is counted already, and it says the same. `conflict`, `otherKey`,
 * `lostSignature`: kept and not counted, see the problems of the report. `refused`: not kept, and `fault` says why.
 */
export const ImportedFile = z.strictObject({
  file: z.string(),
  outcome: z.enum(['imported', 'duplicate', 'conflict', 'otherKey', 'lostSignature', 'refused']),
  till: TillRef.nullable(),
  z: z.int().nullable(),
  fault: BundleFault.nullable(),
})
export type ImportedFile = Readonly<z.infer<typeof ImportedFile>>

/**
 * What a look into the folder of the other tills' files came to. `files`: those that were new, without the ones that were to be
 * expected there, duplicates and this till's own; `hasMore`: another look goes on. `notThere`: it cannot be read just now.
 */
export const FolderLook = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('looked'), files: z.array(ImportedFile), hasMore: z.boolean() }),
  z.strictObject({ kind: z.literal('notThere') }),
])
export type FolderLook = Readonly<z.infer<typeof FolderLook>>

const TillDay = z.strictObject({ till: TillRef, zs: z.array(z.int()), figures: Figures })

/** The Zs of all tills that were taken in the period, added, and whatever keeps that from being all. */
export const MergedReport = z.strictObject({
  period: MergedPeriod,
  whole: Figures,
  tills: z.array(z.strictObject({ till: TillRef, zs: z.int(), figures: Figures })),
  days: z.array(z.strictObject({ day: Day, tills: z.array(TillDay), figures: Figures })),
  cashiers: z.array(z.strictObject({ till: TillRef, person: NamedPerson.nullable(), figures: Figures })),
  gateways: z.array(z.strictObject({ gateway: z.string().nullable(), figures: Figures })),
  problems: z.array(TillProblem),
})
export type MergedReport = Readonly<z.infer<typeof MergedReport>>

/** Several tills of one shop. */
export const tills = {
  list: request(['cashier'], z.undefined(), TillsView),
  /** Asks for files in a dialog; without any when it was closed. A file that is not taken is no error: it says why. */
  import: request(
    ['cashier'],
    z.undefined(),
    z.strictObject({ files: z.array(ImportedFile), view: TillsView }),
  ),
  /** Asks for the folder that new files are taken from; nothing changes when the dialog is closed. */
  chooseFolder: request(['cashier'], z.undefined(), TillState),
  /** No folder from now on. What was taken from it stays. */
  forgetFolder: request(['cashier'], z.undefined(), TillState),
  /** Takes what is new in the folder. A file that is not taken is no error. `notNow`: no folder was chosen. */
  lookInFolder: request(['cashier'], z.undefined(), FolderLook),
  merged: request(['cashier'], MergedPeriod, MergedReport),
  /** From now on this one counts, and none that says something else of the same Z. Errors: `notFound`, `journalUnavailable`. */
  choose: request(['cashier'], z.strictObject({ bundle: z.string() }), TillsView),
  /**
   * One Z of this till as a file for another; asks where to save, `file` is null when the person closed the dialog.
   * `isSigned` is false where there is no keychain. Errors: `notFound`, `exportFailed`, `journalUnavailable`.
   */
  saveBundle: request(
    ['cashier'],
    z.strictObject({ z: z.int().min(1) }),
    z.strictObject({ file: z.string().nullable(), isSigned: z.boolean() }),
  ),
  /** The merged report as CSV; `file` is null when the person closed the dialog. Error: `exportFailed`. */
  saveCsv: request(['cashier'], MergedPeriod, z.strictObject({ file: z.string().nullable(), rows: z.int() })),
}
