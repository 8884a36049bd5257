import { asciiDigits } from '../../lib/ascii-digits.ts'

export type CallbackFilter = 'all' | 'verified' | 'refused'

/** What main is asked for. */
export type CallbackQuery = {
  readonly text: string
  readonly verdict: 'verified' | 'refused' | null
}

/** Typed as it stands on the screen: a payment's number with its noughts ("0118"), or in Arabic digits. */
export function callbackQuery(typed: string, filter: CallbackFilter): CallbackQuery {
  const text = asciiDigits(typed.trim())
  const number = /^0+([1-9]\d*)$/.exec(text.length === 4 ? text : '')?.[1]
  return { text: number ?? text, verdict: filter === 'all' ? null : filter }
}
