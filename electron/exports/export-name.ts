import { assertNever } from '../../shared/assert-never.ts'
import type { ExportFilters } from '../../shared/contract/exports.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import type { ExportForm, ExportScope } from './export-request.ts'

/** What a file is of, in words for its name and for a program that reads it; only filters that were set are there. */
export type ExportAbout = Readonly<Record<string, string>>

type Named = {
  readonly mode: Mode
  readonly settings: Pick<Settings, 'tillName' | 'tillNumber'>
  readonly scope: ExportScope
  readonly filters?: ExportFilters
  /** The person's whose payments alone are in it, as they are called now. */
  readonly cashier?: string | null
  /** For files that nobody is asked about: those of another till with the same name and number are other files. */
  readonly tillId?: string | null
}

export function aboutOf({ settings, scope, filters, cashier }: Named): ExportAbout {
  const given = {
    till: settings.tillName,
    'till-number': String(settings.tillNumber),
    period: periodText(scope),
    cashier: filters?.cashier == null ? null : (cashier ?? filters.cashier),
    gateway: filters?.gateway ?? null,
    status: filters?.status ?? null,
    currency: filters?.currency ?? null,
  }
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

/** "usdtill-live-1-Till-1-2026-11-16_2026-11-22-Ana-paid.xlsx": what the file is of, for whoever finds it in a folder. */
export function fileNameOf(named: Named, form: ExportForm): string {
  const { till, period, cashier, gateway, status, currency } = aboutOf(named)
  const { mode, settings } = named
  const words = [
    'usdtill',
    mode,
    String(settings.tillNumber),
    clipped(till),
    named.tillId?.slice(0, 8),
    period,
    clipped(cashier),
    gateway,
    status,
    currency,
  ]
  if (form.format === 'csv') words.push(form.sheet)
  const name = words
    .flatMap((word) => (word === undefined ? [] : [plain(word)]))
    .filter((word) => word !== '')
  return `${name.join('-')}.${form.format}`
}

function periodText(scope: ExportScope): string {
  switch (scope.kind) {
    case 'days':
      return daysText(scope.from, scope.until)
    case 'z':
      return `Z${padded(scope.number)}`
    case 'sinceZ':
      return 'since-last-Z'
    case 'shift':
      return `shift-${padded(scope.number)}`
    default:
      return assertNever(scope)
  }
}

function daysText(from: string | null, until: string | null): string {
  if (from === null && until === null) return 'everything'
  return from === until ? `${from}` : `${from ?? ''}_${until ?? ''}`
}

function padded(number: number): string {
  return String(number).padStart(4, '0')
}

/** Two such names and everything else fit into the 255 bytes that file systems take. */
const MOST_NAME_BYTES = 72

/** As much of a name as has room: a letter has up to four bytes. */
function clipped(name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  let kept = ''
  for (const letter of name) {
    if (Buffer.byteLength(kept + letter) > MOST_NAME_BYTES) break
    kept += letter
  }
  return kept
}

/** Letters and digits of any script, and what no file system minds. */
function plain(word: string): string {
  return word.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '')
}
