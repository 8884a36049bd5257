import type { MergedPeriod, MergedReport, TillRow, TillsView } from '../../../shared/contract/tills.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { apartBecause } from '../../../shared/tills/admit.ts'
import { gapsIn, onceEach, sameNumbers } from '../../../shared/tills/gaps.ts'
import { mergedOf } from '../../../shared/tills/merge.ts'
import type { TillProblem } from '../../../shared/tills/problem.ts'
import type { TillRef } from '../../../shared/tills/till-ref.ts'
import type { TillZ } from '../../../shared/tills/till-z.ts'
import { journalError } from '../../journal/database.ts'
import { fingerprintOf } from '../../journal/verify-journal.ts'
import { type JournalZs, openJournalZs } from '../journal-zs.ts'
import { type MergedCsv, mergedCsv } from '../merged-csv.ts'
import { type KeptBundle, type KeptBundles, type KeptTill, openKeptBundles } from './kept-bundles.ts'
import type { Merging, TillsSource } from './messages.ts'

/** The tills of the shop, this one first. Error: `journalUnavailable`. */
export function tillsView(source: TillsSource): Result<TillsView> {
  const mine = inJournal(source, (zs): TillRow => {
    const last = zs.last()
    return {
      till: source.till,
      shop: source.shop,
      isOwn: true,
      zs: zs.count(),
      last: last ? { z: last.place.number, day: last.event.z.day } : null,
      fingerprint: null,
    }
  })
  if (!mine.ok) return mine
  const others = inRecord(source, (bundles) => bundles.tills().map(toRow))
  return ok({ tills: [mine.value, ...others.toSorted((a, b) => a.till.number - b.till.number)] })
}

/** The Zs of all tills in a period, added, with what keeps them from being all. Error: `journalUnavailable`. */
export function mergedReport(asked: Merging): Result<MergedReport> {
  const { till, period, today } = asked
  const mine = inJournal(asked, (zs) =>
    zs.around(period).map(({ entry: _entry, ...z }): TillZ => ({ ...z, till })),
  )
  if (!mine.ok) return mine
  return inRecord(asked, (record) => {
    const bundles = record.around(period)
    const { kept, problems } = onceEach([...mine.value, ...bundles.map(({ zRead }) => zRead)])
    return ok({
      period,
      ...plain(mergedOf(kept, period)),
      problems: [
        ...gapsIn(kept, period, today),
        ...keptApart(record, period),
        ...sameNumbers(kept),
        ...problems.filter((problem) => 'day' in problem && isWithin(problem.day, period)),
        ...unsignedOf(bundles.filter(({ day }) => isWithin(day, period))),
      ],
    })
  })
}

/** The same as a file. */
export function mergedCsvOf(asked: Merging): Result<MergedCsv> {
  const report = mergedReport(asked)
  return report.ok ? ok(mergedCsv(report.value)) : report
}

/** What the journal of this till says. */
function inJournal<T>({ journalFile }: TillsSource, read: (zs: JournalZs) => T): Result<T> {
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

/** @throws what `openKeptBundles` does: main opened it a moment ago, and put a damaged one aside. */
function inRecord<T>({ recordFile }: TillsSource, read: (bundles: KeptBundles) => T): T {
  const bundles = openKeptBundles(recordFile)
  try {
    return read(bundles)
  } finally {
    bundles.close()
  }
}

function toRow({ last, zs, publicKey }: KeptTill): TillRow {
  return {
    till: last.zRead.till,
    shop: last.zRead.event.z.shop,
    isOwn: false,
    zs,
    last: { z: last.z, day: last.day },
    fingerprint: publicKey === null ? null : fingerprintOf(publicKey),
  }
}

function keptApart(record: KeptBundles, period: MergedPeriod): TillProblem[] {
  return record.apart(period).flatMap(({ bundle, known }): TillProblem[] => {
    const kind = apartBecause(known, bundle)
    if (kind === null) return []
    const about = { till: bundle.zRead.till, z: bundle.z, day: bundle.day, bundle: bundle.sha256 }
    if (kind !== 'otherKey') return [{ kind, ...about }]
    return [{ kind, ...about, fingerprint: fingerprintOf(bundle.publicKey ?? '') }]
  })
}

function isWithin(day: string, { from, to }: MergedPeriod): boolean {
  return day >= from && day <= to
}

/** One line for each till of which something counts that nobody signed. */
function unsignedOf(bundles: readonly KeptBundle[]): TillProblem[] {
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
