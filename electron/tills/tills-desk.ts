import { join } from 'node:path'
import type {
  FolderLook,
  ImportedFile,
  MergedPeriod,
  MergedReport,
  TillRow,
  TillsView,
} from '../../shared/contract/tills.ts'
import type { Mode } from '../../shared/mode.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { apartBecause } from '../../shared/tills/admit.ts'
import { gapsIn, onceEach, sameNumbers } from '../../shared/tills/gaps.ts'
import { mergedOf } from '../../shared/tills/merge.ts'
import type { TillProblem } from '../../shared/tills/problem.ts'
import type { TillRef } from '../../shared/tills/till-ref.ts'
import type { TillZ } from '../../shared/tills/till-z.ts'
import { journalError } from '../journal/database.ts'
import type { OwnerActs } from '../journal/owner-acts.ts'
import { fingerprintOf } from '../journal/verify-journal.ts'
import type { Log } from '../log.ts'
import { businessDay } from '../payments/opening/intent.ts'
import type { AskWhere } from '../reports/ask-where.ts'
import type { Clock } from '../time/clock.ts'
import { isoNow } from '../time/clock.ts'
import type { WrittenBundle } from './bundle-writer.ts'
import { createFolderLooks } from './folder-looks.ts'
import { importBundle } from './import-bundle.ts'
import { openJournalZs } from './journal-zs.ts'
import { type OwnTillParts, writeOwnBundle } from './own-bundle.ts'
import { ownTill } from './till-id.ts'
import { createTillStore, type StoredBundle, type TillStore } from './till-store.ts'
import { openTillsFile } from './tills-file.ts'

/** The tills of one shop: this one from its journal, the others from the bundles that were imported. Each mode by itself. */
export type TillsDesk = {
  list(): Result<TillsView>
  /** One after the other; a file that is not taken keeps none of the others out. */
  importFiles(files: readonly string[]): Promise<Result<readonly ImportedFile[]>>
  /** Takes what is new in the folder that the owner chose, as if each file had been chosen. `notNow`: none was chosen. */
  lookInFolder(): Promise<Result<FolderLook>>
  merged(period: MergedPeriod): Result<MergedReport>
  /** In the journal with who did it, and then so. Errors: `notFound`, `journalUnavailable`. */
  choose(sha256: string, by: ByWhom): Result<TillsView>
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
  readonly clock: Clock
  readonly log: Pick<Log, 'warn' | 'info'>
}

export function createTillsDesk(dependencies: TillsDeskDependencies): TillsDesk {
  const { folder, settings, clock, log } = dependencies
  const stores = new Map<Mode, TillStore>()
  const look = createFolderLooks()
  const folderOf = (mode: Mode) => join(folder, 'tills', mode)

  function store(): TillStore {
    const { mode } = dependencies.open()
    const opened = stores.get(mode) ?? openStore(mode)
    stores.set(mode, opened)
    return opened
  }

  function openStore(mode: Mode): TillStore {
    const putAside = (file: string) => log.warn({ file }, 'tills: damaged record put aside')
    return createTillStore(openTillsFile(`${folderOf(mode)}.sqlite`, putAside))
  }

  /** Takes files for the mode that is open now, one at a time. */
  function importing() {
    const { mode } = dependencies.open()
    const place = { mode, own: ownTill(settings), store: store(), folder: folderOf(mode) }
    async function take(file: string): Promise<ImportedFile> {
      const imported = await importBundle(file, { ...place, at: isoNow(clock) })
      log.info({ outcome: imported.outcome, fault: imported.fault, z: imported.z }, 'tills: imported')
      return imported
    }
    return { mode, store: place.store, take }
  }

  /** What the journal of this till says. */
  function own<T>(read: (zs: ReturnType<typeof openJournalZs>) => T): Result<T> {
    const { journalFile, journalProblem } = dependencies.open()
    const problem = journalProblem()
    if (problem !== null) return err(problem)
    try {
      const zs = openJournalZs(journalFile)
      try {
        return ok(read(zs))
      } finally {
        zs.close()
      }
    } catch (error) {
      return err(journalError(error))
    }
  }

  function list(): Result<TillsView> {
    const till = ownTill(settings)
    const mine = own((zs): TillRow => {
      const last = zs.last()
      return {
        till,
        shop: settings.read().shopName,
        isOwn: true,
        zs: zs.count(),
        last: last ? { z: last.place.number, day: last.event.z.day } : null,
        fingerprint: null,
      }
    })
    if (!mine.ok) return mine
    const others = store()
      .tills()
      .map(({ zs, last, publicKey }) => toRow(last, zs, publicKey))
    const ordered = others.toSorted((a, b) => a.till.number - b.till.number)
    return ok({ tills: [mine.value, ...ordered] })
  }

  function merged(period: MergedPeriod): Result<MergedReport> {
    const till = ownTill(settings)
    const mine = own((zs) => zs.around(period).map(({ entry: _entry, ...z }): TillZ => ({ ...z, till })))
    if (!mine.ok) return mine
    const bundles = store().around(period)
    const { kept, problems } = onceEach([...mine.value, ...bundles.map(({ zRead }) => zRead)])
    const today = businessDay(clock.now(), settings.read().timeZone)
    return ok({
      period,
      ...plain(mergedOf(kept, period)),
      problems: [
        ...gapsIn(kept, period, today),
        ...keptApart(period),
        ...sameNumbers(kept),
        ...problems.filter((problem) => 'day' in problem && isWithin(problem.day, period)),
        ...unsignedOf(bundles.filter(({ day }) => isWithin(day, period))),
      ],
    })
  }

  function keptApart(period: MergedPeriod): TillProblem[] {
    return store()
      .apart(period)
      .flatMap(({ bundle, known }): TillProblem[] => {
        const kind = apartBecause(known, bundle)
        if (kind === null) return []
        const about = { till: bundle.zRead.till, z: bundle.z, day: bundle.day, bundle: bundle.sha256 }
        if (kind !== 'otherKey') return [{ kind, ...about }]
        return [{ kind, ...about, fingerprint: fingerprintOf(bundle.publicKey ?? '') }]
      })
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
    merged,
    choose(sha256, by) {
      const bundle = store().find(sha256)
      if (bundle === undefined) return err({ code: 'notFound' })
      const { ownerActs, journalProblem } = dependencies.open()
      if (ownerActs === null) return err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
      const noted = ownerActs.bundleChosen({ sha256, till: bundle.zRead.till.id, z: bundle.z }, by)
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

function toRow({ zRead, z, day }: StoredBundle, zs: number, publicKey: string | null): TillRow {
  return {
    till: zRead.till,
    shop: zRead.event.z.shop,
    isOwn: false,
    zs,
    last: { z, day },
    fingerprint: publicKey === null ? null : fingerprintOf(publicKey),
  }
}

function isWithin(day: string, { from, to }: MergedPeriod): boolean {
  return day >= from && day <= to
}

/** One line for each till of which something counts that nobody signed. */
function unsignedOf(bundles: readonly StoredBundle[]): TillProblem[] {
  const tills = new Map<string, TillRef>()
  for (const { publicKey, zRead } of bundles) if (publicKey === null) tills.set(zRead.till.id, zRead.till)
  return [...tills.values()].map((till) => ({ kind: 'unsigned', till }))
}

/** As plain data, for the window. */
function plain({ whole, tills, days, cashiers, gateways }: ReturnType<typeof mergedOf>) {
  return {
    whole,
    tills: [...tills],
    days: days.map((day) => ({ ...day, tills: day.tills.map((one) => ({ ...one, zs: [...one.zs] })) })),
    cashiers: [...cashiers],
    gateways: [...gateways],
  }
}
