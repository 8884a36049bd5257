import { describe, expect, test } from 'vitest'
import { Reference } from '../../../../shared/contract/payments.ts'
import { defaultSettings, Settings, SettingsPatch } from '../../../../shared/contract/settings.ts'

describe('settings of a new till', () => {
  test('are valid, in practice mode, and not yet welcomed', () => {
    const settings = defaultSettings('Europe/Berlin')
    expect(Settings.parse(settings)).toEqual(settings)
    expect(settings).toMatchObject({ mode: 'practice', welcomed: false, toleranceBasisPoints: 0 })
  })

  test('hold no secret: a field for one is refused', () => {
    const settings = { ...defaultSettings('UTC'), apiKey: 'K' }
    expect(Settings.safeParse(settings).success).toBe(false)
  })
})

describe('a change of settings', () => {
  test.each([
    { shopName: 'Ahmad’s Café' },
    { currency: 'KWD' },
    { timeZone: 'Asia/Kuwait' },
    { expiryMinutes: 1 },
    { toleranceBasisPoints: 500 },
    {},
  ])('%j is taken', (patch) => {
    expect(SettingsPatch.safeParse(patch).success).toBe(true)
  })

  test.each([
    { shopName: '   ' },
    { shopName: 'x'.repeat(61) },
    { currency: 'XXX' },
    { timeZone: 'Mars/Olympus' },
    { timeZone: '' },
    { language: 'de' },
    { expiryMinutes: 0 },
    { expiryMinutes: 121 },
    { expiryMinutes: 1.5 },
    { toleranceBasisPoints: 501 },
    { toleranceBasisPoints: -1 },
    { mode: 'live' },
    { welcomed: true },
    { apiKey: 'K' },
  ])('%j is refused', (patch) => {
    expect(SettingsPatch.safeParse(patch).success).toBe(false)
  })
})

describe('order reference', () => {
  test.each(['', 'A-17', 'table 4 / "corner"', '=1+1', '~'.repeat(40)])('%j is taken', (text) => {
    expect(Reference.safeParse(text).success).toBe(true)
  })

  test('is trimmed', () => {
    expect(Reference.parse('  A-17 ')).toBe('A-17')
  })

  test.each(['x'.repeat(41), 'Tisch ä', 'a\tb', 'a\nb', '桌子', 'a\u0000'])('%j is refused', (text) => {
    expect(Reference.safeParse(text).success).toBe(false)
  })
})
