import type { TillRef } from '../../../shared/tills/till-ref.ts'

/** "2 · Bar", for a sentence in any direction: the name is the shop's own and keeps to itself. */
export function tillText({ number, name }: TillRef, locale: string): string {
  return `${new Intl.NumberFormat(locale).format(number)} · \u2068${name}\u2069`
}
