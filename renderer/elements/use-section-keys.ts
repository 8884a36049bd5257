import { useLayoutEffect } from 'react'
import { printedKeyOf, takesCharacters } from '../commands/keyboard.ts'
import { isPinAsked } from '../commands/pin-keys.ts'

/** Of the sections, in their order: the digits as a keyboard has them in a row, then the row below. */
export const SECTION_KEYS = [...'1234567890', 'Q', 'W', 'E', 'R'] as const

/** The key of a section leads to it: never one that is typed, nor one that a PIN waits for. `choose` is given its place. */
export function useSectionKeys(count: number, choose: (place: number) => void): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const pressed = printedKeyOf(event)
      const place = SECTION_KEYS.findIndex((key) => key.toLowerCase() === pressed)
      if (place < 0 || place >= count || takesCharacters(event.target) || isPinAsked()) return
      // Not typed into a field that the section begins with either.
      event.preventDefault()
      choose(place)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [count, choose])
}
