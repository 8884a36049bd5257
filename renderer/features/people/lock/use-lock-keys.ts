import { type RefObject, useEffect } from 'react'
import { entryKeyOf } from '../../../commands/keyboard.ts'
import type { PinEntry } from './use-pin-entry.ts'

/**
 * The keyboard while the till is locked: digits belong to the PIN and arrows to the names, wherever the focus is. The
 * number block counts with Num Lock off too.
 */
export function useLockKeys(entry: PinEntry, form: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (handle(entry, form.current, event)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [entry, form])
}

/** Returns whether the press was ours. */
function handle(entry: PinEntry, form: HTMLElement | null, event: KeyboardEvent): boolean {
  const key = entryKeyOf(event)
  if (key !== undefined && key !== 'point' && key !== '00') {
    entry.press(key)
    form?.querySelector('input')?.focus()
    return true
  }
  if (event.key === 'Enter' && event.target === document.body) {
    void entry.submit()
    return true
  }
  return move(entry, form, event.key)
}

function move(entry: PinEntry, form: HTMLElement | null, key: string): boolean {
  const names = [...(form?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])]
  const step = stepOf(key, columnsOf(names))
  if (step === 0) return false
  const at = entry.here.findIndex(({ id }) => id === entry.chosen?.id)
  const next = at < 0 ? 0 : at + step
  const person = entry.here[next]
  if (person === undefined) return true
  entry.choose(person)
  // Whoever went to the names with Tab goes on among them.
  if (document.activeElement?.role === 'radio') names[next]?.focus()
  names[next]?.scrollIntoView({ block: 'nearest' })
  return true
}

function stepOf(key: string, columns: number): number {
  const isFromRight = document.documentElement.dir === 'rtl'
  switch (key) {
    case 'ArrowDown':
      return columns
    case 'ArrowUp':
      return -columns
    case 'ArrowRight':
      return isFromRight ? -1 : 1
    case 'ArrowLeft':
      return isFromRight ? 1 : -1
    default:
      return 0
  }
}

function columnsOf(names: readonly HTMLElement[]): number {
  return names.filter(({ offsetTop }) => offsetTop === names[0]?.offsetTop).length
}
