import { useLayoutEffect } from 'react'
import { commandKeyOf } from '../../commands/keyboard.ts'

/** Keys of this screen, letters in lower case: what is typed into a field, a list or an open calendar stays there. */
export function useDayKeys(actions: Readonly<Record<string, () => void>>): void {
  // As soon as the screen says so: a key pressed at what it shows does what that says.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = actions[commandKeyOf(event)]
      if (!action || event.defaultPrevented || event.repeat || hasModifier(event) || isTyping(event)) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [actions])
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.altKey || event.metaKey
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input:not([type="radio"]), textarea, [role="spinbutton"], [role="dialog"], [role="listbox"]',
    ) !== null
  )
}
