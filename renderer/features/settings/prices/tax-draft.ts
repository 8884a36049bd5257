import { err, ok, type Result } from '../../../../shared/result.ts'
import type { TaxMode } from '../../../../shared/sale/details.ts'
import { isWhole, MOST_TAX_NAME } from '../../../../shared/sale/limits.ts'
import type { TaxRules } from '../../../../shared/sale/rules.ts'
import { percentFromText, percentText } from '../../../lib/percent.ts'

/** The rules as they stand in the form. `id` tells rows apart while they are typed. */
export type RateDraft = {
  readonly id: string
  readonly name: string
  readonly percent: string
  readonly share: string
}
export type TaxDraft = { readonly mode: TaxMode | 'off'; readonly rates: readonly RateDraft[] }

/** What does not fit; `sum` in basis points. */
export type TaxProblem =
  | { readonly code: 'nameMissing' | 'percentInvalid' | 'shareInvalid'; readonly id: string }
  | { readonly code: 'sharesOff'; readonly sum: number }

export function draftOfTaxes(taxes: TaxRules | null): TaxDraft {
  if (taxes === null) return { mode: 'off', rates: [newRate('', '100')] }
  return {
    mode: taxes.mode,
    rates: taxes.rates.map(({ name, milliPercent, shareBasisPoints }) => ({
      ...newRate(name, percentText(shareBasisPoints, 2)),
      percent: percentText(milliPercent, 3),
    })),
  }
}

export function newRate(name = '', share = '0'): RateDraft {
  return { id: crypto.randomUUID(), name, percent: '', share }
}

/** What the draft stands for, or the first thing that does not fit. */
export function taxesOf({ mode, rates }: TaxDraft): Result<TaxRules | null, TaxProblem> {
  if (mode === 'off') return ok(null)
  const read: { name: string; milliPercent: number; shareBasisPoints: number }[] = []
  for (const { id, ...row } of rates) {
    const name = row.name.trim()
    const isTaken = read.some((other) => other.name === name)
    if (name === '' || name.length > MOST_TAX_NAME || isTaken) return err({ code: 'nameMissing', id })
    const milliPercent = percentFromText(row.percent, 3)
    if (milliPercent === undefined) return err({ code: 'percentInvalid', id })
    const shareBasisPoints = percentFromText(row.share, 2)
    if (shareBasisPoints === undefined) return err({ code: 'shareInvalid', id })
    read.push({ name, milliPercent, shareBasisPoints })
  }
  const shares = read.map(({ shareBasisPoints }) => shareBasisPoints)
  if (!isWhole(shares)) {
    return err({ code: 'sharesOff', sum: shares.reduce((sum, share) => sum + share, 0) })
  }
  return ok({ mode, rates: read })
}

export function isSameTaxes(one: TaxRules | null, other: TaxRules | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
