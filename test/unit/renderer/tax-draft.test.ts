import { describe, expect, test } from 'vitest'
import { presetsOf } from '../../../renderer/features/settings/prices/TipSettings.tsx'
import {
  draftOfTaxes,
  newRate,
  type TaxDraft,
  taxesOf,
} from '../../../renderer/features/settings/prices/tax-draft.ts'
import { formatPercent, percentFromText, percentText } from '../../../renderer/lib/percent.ts'
import { TaxRules } from '../../../shared/sale/rules.ts'

describe('a percentage', () => {
  test.each([
    ['19', 3, 19_000],
    ['8.875', 3, 8875],
    ['8,875 %', 3, 8875],
    ['١٢٫٥', 2, 1250],
    ['0', 2, 0],
    ['100', 2, 10_000],
  ] as const)('%s with %i decimals is %i', (text, unit, value) => {
    expect(percentFromText(text, unit)).toBe(value)
    expect(percentFromText(percentText(value, unit), unit)).toBe(value)
  })

  test.each(['', 'abc', '-5', '100.01', '12.345', '1.2.3', '1e2'])('%j is none', (text) => {
    expect(percentFromText(text, 2)).toBeUndefined()
  })

  test('is shown exactly, without needless zeros, in the language’s own digits', () => {
    expect(formatPercent(8875, 3, 'en')).toBe('8.875%')
    expect(formatPercent(1000, 2, 'en')).toBe('10%')
    expect(formatPercent(1250, 2, 'ar-EG')).toContain('١٢٫٥')
  })
})

describe('the form of taxes', () => {
  const rate = (name: string, percent: string, share: string) => ({ ...newRate(name, share), percent })
  const draft = (...rates: TaxDraft['rates']): TaxDraft => ({ mode: 'inclusive', rates })

  test('stands for rules that the settings take, and back', () => {
    const read = taxesOf(draft(rate('VAT', '19', '66.67'), rate(' Food ', '7', '33.33')))
    expect(read).toEqual({
      ok: true,
      value: {
        mode: 'inclusive',
        rates: [
          { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 6667 },
          { name: 'Food', milliPercent: 7000, shareBasisPoints: 3333 },
        ],
      },
    })
    const rules = TaxRules.parse(read.ok ? read.value : null)
    expect(taxesOf(draftOfTaxes(rules))).toEqual(read)
    expect(taxesOf({ mode: 'off', rates: [] })).toEqual({ ok: true, value: null })
  })

  test.each([
    [[rate('', '19', '100')], 'nameMissing'],
    [[rate('VAT', '19', '50'), rate('VAT', '7', '50')], 'nameMissing'],
    [[rate('VAT', '', '100')], 'percentInvalid'],
    [[rate('VAT', '19', 'x')], 'shareInvalid'],
    [[rate('VAT', '19', '60'), rate('Food', '7', '30')], 'sharesOff'],
  ] as const)('says what does not fit: %#', (rates, code) => {
    expect(taxesOf(draft(...rates))).toMatchObject({ ok: false, error: { code } })
  })
})

describe('the tips that are offered', () => {
  test.each([
    ['5, 10, 15', [500, 1000, 1500]],
    ['12.5 %', [1250]],
    ['٥، ١٠', [500, 1000]],
  ])('%s', (text, presets) => {
    expect(presetsOf(text)).toEqual({ tips: { presets } })
  })

  test.each(['', '0', '5, 5', '1, 2, 3, 4, 5', 'ten', '101'])('%j are none', (text) => {
    expect(presetsOf(text)).toBeUndefined()
  })
})
