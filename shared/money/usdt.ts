import { z } from 'zod'

/** Micro-USDT per USDT: the token has six decimals. */
const ONE = 1_000_000n

/** An amount of USDT as an integer of micro-USDT (1 USDT = 1 000 000). The only form used for arithmetic. */
export type MicroUsdt = bigint

/** 10^12 USDT is more than there is of it: no amount beyond can be true. */
export const MOST_USDT: MicroUsdt = 1_000_000_000_000n * ONE

const SIX_DECIMALS = /^-?\d{1,15}\.\d{6}$/

/** USDT on every wire, in the journal and in IPC: ASCII digits, a dot, exactly six decimals ("19.874210"). */
export const UsdtText = z.string().regex(SIX_DECIMALS)
export type UsdtText = z.infer<typeof UsdtText>

export type Rounding = 'up' | 'down' | 'exact'

/** What the text form can hold: fifteen whole digits. Far beyond all USDT there is. */
const LARGEST: MicroUsdt = 999_999_999_999_999_999_999n

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * Reads decimal text ("19.87421", "8.3e-05", "20") into micro-USDT without a float in between.
 *
 * Digits beyond the sixth decimal are rounded as asked: `up` (away from zero) for an amount a customer has to send,
 * `down` (towards zero) for an amount that arrived, `exact` refuses them.
 * @returns undefined when the text is no plain decimal number, or too long to be an amount.
 */
export function parseUsdt(text: string, rounding: Rounding): MicroUsdt | undefined {
  if (text.length > 60) return undefined
  const match = DECIMAL.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = '', exponent] = match
  const digits = BigInt(whole + fraction)
  const shift = 6 - fraction.length + Number(exponent ?? 0)
  if (Math.abs(shift) > 40) return undefined
  let micro: bigint
  if (shift >= 0) {
    micro = digits * 10n ** BigInt(shift)
  } else {
    const divisor = 10n ** BigInt(-shift)
    const rest = digits % divisor
    if (rest !== 0n && rounding === 'exact') return undefined
    micro = digits / divisor + (rest !== 0n && rounding === 'up' ? 1n : 0n)
  }
  if (micro > LARGEST) return undefined
  return sign === '-' ? -micro : micro
}

/** Six-decimal text, for wires, journal and people alike: 19874210n → "19.874210". */
export function formatUsdt(amount: MicroUsdt): UsdtText {
  const sign = amount < 0n ? '-' : ''
  const absolute = amount < 0n ? -amount : amount
  return `${sign}${absolute / ONE}.${String(absolute % ONE).padStart(6, '0')}`
}

/** Reads our own text form back. @throws on anything else: the journal never holds another form. */
export function microUsdt(text: UsdtText): MicroUsdt {
  if (!SIX_DECIMALS.test(text)) throw new Error('usdt: not an amount')
  return BigInt(text.replace('.', ''))
}
