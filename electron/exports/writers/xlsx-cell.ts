import type { ColumnKind } from '../sheets/sheet.ts'

/** Places in the list of cell formats (`STYLES`, xlsx-parts.ts). */
const STYLE: Readonly<Record<ColumnKind, number>> = {
  text: 0,
  integer: 1,
  decimal: 2,
  instant: 3,
  local: 3,
  date: 4,
}
export const HEADING_STYLE = 5

const DAY_MS = 86_400_000
/** Day 0 of spreadsheets to 1970 (ECMA-376 part 1, 18.17.4.1): true of every day from 1 March 1900 on. */
const DAYS_TO_1970 = 25_569

/** A spreadsheet holds fifteen digits of a number; a longer one would come out changed, and stays text. */
const NUMBER = /^-?\d+(?:\.\d+)?$/
const MOST_DIGITS = 15

/** The XML of one cell ("B7"): numbers and dates as such, everything else as text. Nothing is ever a formula. */
export function xlsxCell(cell: string | number, kind: ColumnKind, place: string): string {
  const number = numberOf(cell, kind)
  return number === null
    ? textCell(String(cell), STYLE.text, place)
    : `<c r="${place}" s="${STYLE[kind]}"><v>${number}</v></c>`
}

function numberOf(cell: string | number, kind: ColumnKind): string | null {
  if (typeof cell === 'number') return String(cell)
  switch (kind) {
    case 'text':
      return null
    case 'integer':
    case 'decimal':
      return NUMBER.test(cell) && digitsOf(cell) <= MOST_DIGITS ? cell : null
    case 'local':
      // What the shop's clock showed: a spreadsheet knows no zones.
      return serialOf(Date.parse(`${cell.slice(0, 'yyyy-mm-ddThh:mm:ss.sss'.length)}Z`))
    case 'instant':
    case 'date':
      return serialOf(Date.parse(cell))
  }
}

function digitsOf(decimal: string): number {
  return decimal.replace(/^-?0*\.?0*/, '').replace('.', '').length
}

function serialOf(ms: number): string | null {
  return Number.isNaN(ms) ? null : String(DAYS_TO_1970 + ms / DAY_MS)
}

/** What spreadsheets hold of a text (ECMA-376 part 1, 18.3.1.53 and the limits of Excel). */
const MOST_CHARACTERS = 32_767

export function textCell(text: string, style: number, place: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, MOST_CHARACTERS))}</t></is></c>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const PLAIN = /^[A-Za-z0-9 .,:/+-]*$/

/** Text for XML 1.0: without what it cannot hold, and `_x000D_` and its like as they were typed (ECMA-376 part 1, 22.9.2.19). */
export function xmlText(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark)
}
