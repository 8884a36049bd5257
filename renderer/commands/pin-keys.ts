import type { EntryKey } from '../../shared/money/keypad.ts'

const PIN = 'input[type="password"][inputmode="numeric"]'
const ASKING = 'form[data-asks-pin="true"]'

/**
 * A key of the keypad while a PIN is asked for beside it: it goes into the PIN, and never into the price. A form that
 * asks says so with `data-asks-pin`; in any other the PIN takes keys while it has the focus. Returns false where no PIN
 * wants the key.
 */
export function typeIntoPin(key: EntryKey): boolean {
  const field = pinInHand()
  if (field === null) return false
  field.focus()
  const caret = field.selectionStart ?? field.value.length
  const end = field.selectionEnd ?? caret
  switch (key) {
    case 'point':
      break
    case 'back':
      replace(field, '', caret === end ? Math.max(0, caret - 1) : caret, end)
      break
    case 'clear':
      replace(field, '', 0, field.value.length)
      break
    default:
      replace(field, key, caret, end)
  }
  return true
}

/** A form on the screen asks for a PIN, wherever the focus is. */
export function isPinAsked(): boolean {
  return document.querySelector(ASKING) !== null
}

/** The one that has the focus; otherwise that of the form that has it, or of the one that is open. */
function pinInHand(): HTMLInputElement | null {
  const focused = document.activeElement
  if (focused instanceof HTMLInputElement && focused.matches(PIN)) return focused
  const form = focused?.closest(ASKING) ?? document.querySelector(ASKING)
  return form?.querySelector<HTMLInputElement>(PIN) ?? null
}

/** As if it had been typed: the field's own listeners hear of it. */
function replace(field: HTMLInputElement, text: string, start: number, end: number): void {
  const room = field.maxLength < 0 ? text.length : field.maxLength - field.value.length + (end - start)
  field.setRangeText(text.slice(0, Math.max(0, room)), start, end, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
