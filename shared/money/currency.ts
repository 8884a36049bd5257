import { z } from 'zod'

/**
 * Decimals of the shop currencies that are not 2, from ISO 4217 list one (checked against the published
 * table in test/unit/shared/money/currency.test.ts). Intl is not used: CLDR rounds some (IQD, HUF) for display.
 */
const UNUSUAL_DECIMALS: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Shop currencies offered in set-up. The gateway decides which it can price (no rate, no QR). */
export const CURRENCY_CODES = [
  'AED',
  'ARS',
  'AUD',
  'BHD',
  'BRL',
  'CAD',
  'CHF',
  'CLP',
  'COP',
  'CZK',
  'DKK',
  'EGP',
  'EUR',
  'GBP',
  'GEL',
  'HKD',
  'HUF',
  'IDR',
  'ILS',
  'INR',
  'IQD',
  'ISK',
  'JOD',
  'JPY',
  'KES',
  'KRW',
  'KWD',
  'KZT',
  'MAD',
  'MXN',
  'MYR',
  'NGN',
  'NOK',
  'NZD',
  'OMR',
  'PEN',
  'PHP',
  'PKR',
  'PLN',
  'PYG',
  'QAR',
  'RON',
  'RSD',
  'SAR',
  'SEK',
  'SGD',
  'THB',
  'TND',
  'TRY',
  'TWD',
  'UAH',
  'USD',
  'UYU',
  'VND',
  'XOF',
  'ZAR',
] as const

export const CurrencyCode = z.enum(CURRENCY_CODES)
/** ISO 4217 code in capitals. Stored in settings and journal. */
export type CurrencyCode = z.infer<typeof CurrencyCode>

/** Number of minor-unit decimals: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: CurrencyCode): number {
  return UNUSUAL_DECIMALS[currency] ?? 2
}
