import { join } from 'node:path'
import { hourAt } from '../../shared/calendar/zone.ts'
import type {
  FolderLook,
  ImportedFile,
  MergedPeriod,
  MergedReport,
  TillsView,
} from '../../shared/contract/tills.ts'
import type { Mode } from '../../shared/mode.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { dayUnderWay } from '../../shared/shift/shifts.ts'
import type { OwnerActs } from '../journal/owner-acts.ts'
import type { Log } from '../log.ts'
import { businessDay } from '../payments/opening/intent.ts'
import type { AskWhere } from '../reports/ask-where.ts'
import type { Clock } from '../time/clock.ts'
import { isoNow } from '../time/clock.ts'
import type { WrittenBundle } from './bundle-writer.ts'
import { createFolderLooks } from './folder-looks.ts'
import { importBundle } from './import-bundle.ts'
import type { MergedCsv } from './merged-csv.ts'
import { type OwnTillParts, writeOwnBundle } from './own-bundle.ts'
import type { Merging, TillsSource } from './reading/messages.ts'
import type { TillsReading } from './reading/tills-reading.ts'
import { ownTill } from './till-id.ts'
import { createTillStore, type TillStore } from './till-store.ts'
import { openTillsFile } from './tills-file.ts'

/** The tills of one shop: this one from its journal, the others from the bundles that were imported. Each mode by itself. */
export type TillsDesk = {
  /** Errors of this and of the reports: those of `TillsReading`. */
  list(): Promise<Result<TillsView>>
  /** One after the other; a file that is not taken keeps none of the others out. */
  importFiles(files: readonly string[]): Promise<Result<readonly ImportedFile[]>>
  /** Takes what is new in the folder that the owner chose, as if each file had been chosen. `notNow`: none was chosen. */
  lookInFolder(): Promise<Result<FolderLook>>
  merged(period: MergedPeriod): Promise<Result<MergedReport>>
  mergedCsv(period: MergedPeriod): Promise<Result<MergedCsv>>
  /** In the journal with who did it, and then so. Errors: `notFound`, `journalUnavailable`. */
  choose(sha256: string, by: ByWhom): Promise<Result<TillsView>>
  /** One Z of this till as a file. Null when there is nowhere to write it. Errors: see `writeBundle`. */
  writeBundle(z: number, whereTo: AskWhere): Promise<Result<WrittenBundle | null>>
  close(): void
}

export type TillsDeskDependencies = Omit<OwnTillParts, 'open'> & {
  readonly open: () => ReturnType<OwnTillParts['open']> & {
    readonly ownerActs: Pick<OwnerActs, 'bundleChosen'> | null
  }
  /** The app's user data. */
  readonly folder: string
  /** Ended by whoever began it. */
  readonly reading: TillsReading
  readonly clock: Clock
  readonly log: Pick<Log, 'warn' | 'info'>
}

export function createTillsDesk(dependencies: TillsDeskDependencies): TillsDesk {
  const { folder, settings, clock, log, reading } = dependencies
  const stores = new Map<Mode, TillStore>()
  const look = createFolderLooks()
  const folderOf = (mode: Mode) => join(folder, 'tills', mode)
  const recordOf = (mode: Mode) => `${folderOf(mode)}.sqlite`

  function store(): TillStore {
    const { mode } = dependencies.open()
    const opened = stores.get(mode) ?? openStore(mode)
    stores.set(mode, opened)
    return opened
  }

  function openStore(mode: Mode): TillStore {
    const putAside = (file: string) => log.warn({ file }, 'tills: damaged record put aside')
    return createTillStore(openTillsFile(recordOf(mode), putAside))
  }

  /** Takes files for the mode that is open now, one at a time. */
  function importing() {
    const { mode } = dependencies.open()
    const place = { mode, own: ownTill(settings), store: store(), reading, folder: folderOf(mode) }
    async function take(file: string): Promise<ImportedFile> {
      const imported = await importBundle(file, { ...place, at: isoNow(clock) })
      log.info({ outcome: imported.outcome, fault: imported.fault, z: imported.z }, 'tills: imported')
      return imported
    }
    return { mode, store: place.store, take }
  }

  /** Where everything stands, in the mode that is open now. Errors: whatever is wrong with the journal. */
  function source(): Result<TillsSource> {
    const { mode, journalFile, journalProblem } = dependencies.open()
    const problem = journalProblem()
    if (problem !== null) return err(problem)
    // Opening it makes it, and puts a damaged one aside.
    store()
    const till = ownTill(settings)
    return ok({ till, shop: settings.read().shopName, journalFile, recordFile: recordOf(mode) })
  }

  function merging(period: MergedPeriod): Result<Merging> {
    const from = source()
    if (!from.ok) return from
    const { timeZone } = settings.read()
    const now = clock.now()
    // The Z of an evening that goes on after midnight cannot have come.
    const today = dayUnderWay({ today: businessDay(now, timeZone), hour: hourAt(now, timeZone) })
    return ok({ ...from.value, period, today })
  }

  async function list(): Promise<Result<TillsView>> {
    const from = source()
    return from.ok ? reading.list(from.value) : from
  }

  return {
    list,
    async importFiles(files) {
      const { take } = importing()
      const taken: ImportedFile[] = []
      for (const file of files) taken.push(await take(file))
      return ok(taken)
    },
    async lookInFolder() {
      const chosen = settings.read().bundleFolder
      return chosen === null ? err({ code: 'notNow' }) : ok(await look({ folder: chosen, ...importing() }))
    },
    async merged(period) {
      const asked = merging(period)
      return asked.ok ? reading.merged(asked.value) : asked
    },
    async mergedCsv(period) {
      const asked = merging(period)
      return asked.ok ? reading.csv(asked.value) : asked
    },
    async choose(sha256, by) {
      const bundle = store().find(sha256)
      if (bundle === undefined) return err({ code: 'notFound' })
      const { ownerActs, journalProblem } = dependencies.open()
      if (ownerActs === null) return err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
      const noted = ownerActs.bundleChosen({ sha256, ...bundle }, by)
      if (!noted.ok) return noted
      store().choose(sha256)
      log.info({ bundle: sha256 }, 'tills: chosen')
      return list()
    },
    writeBundle: (z, whereTo) => writeOwnBundle(dependencies, z, whereTo),
    close() {
      for (const one of stores.values()) one.close()
      stores.clear()
    },
  }
}
