import type { EntryKey } from '../../shared/money/keypad.ts'

/** The parts of a KeyboardEvent that decide. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code'>

/**
 * The keypad key a physical key stands for. The number block counts with Num Lock off too, and so do the digits
 * of Arabic keyboards.
 */
export function entryKeyOf({ key, code }: KeyPress): EntryKey | undefined {
  const numpad = /^Numpad(\d)$/.exec(code)?.[1]
  const digit = numpad ?? asciiDigit(key)
  if (digit !== undefined) return digit as EntryKey
  if (code === 'NumpadDecimal' || key === '.' || key === ',' || key === '٫') return 'point'
  if (key === 'Backspace') return 'back'
  return key === 'Delete' ? 'clear' : undefined
}

/** The name by which commands list a key: letters by what is printed on a Latin keyboard, whatever the layout. */
export function commandKeyOf({ key, code }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  return letter !== undefined && key.length === 1 ? letter.toLowerCase() : key
}

/** True where typed characters belong to a control: then the keypad keeps quiet. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest('input, textarea, select, [contenteditable], [role="listbox"], [role="menu"]') !== null
  )
}

/**
 * What is printed on the key of a digit or a letter, in lower case. Not `entryKeyOf`: without Num Lock the number block
 * turns pages where there is no keypad.
 */
export function printedKeyOf(press: KeyPress): string {
  return asciiDigit(press.key) ?? commandKeyOf(press)
}

/** True where a digit or a letter belongs to a control: it is typed there, or looks for a word in a list. */
export function takesCharacters(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest(TAKES_CHARACTERS) !== null
}

const TAKES_CHARACTERS = [
  'input:not([type="radio"], [type="checkbox"])',
  ...['textarea', 'select', '[contenteditable]', '[aria-haspopup="listbox"]'],
  ...['spinbutton', 'dialog', 'listbox', 'menu'].map((role) => `[role="${role}"]`),
].join(', ')

function asciiDigit(key: string): string | undefined {
  if (/^[0-9]$/.test(key)) return key
  return /^[٠-٩۰-۹]$/.test(key) ? String((key.codePointAt(0) ?? 0) & 0xf) : undefined
}
