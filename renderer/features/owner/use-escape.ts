import { type RefObject, useEffect } from 'react'
import { takesText } from '../../commands/keyboard.ts'

/**
 * Escape leaves what is open, wherever the focus is: before the till takes the key for the whole screen. A field
 * outside of it keeps its own Escape.
 */
export function useEscape(onLeave: () => void, open: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      const isElsewhere = event.target instanceof Node && open.current?.contains(event.target) === false
      if (isElsewhere && takesText(event.target)) return
      event.preventDefault()
      onLeave()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onLeave, open])
}
