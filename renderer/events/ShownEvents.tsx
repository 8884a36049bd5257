import { useEffect } from 'react'
import { prepareAreas } from '../features/shell/areas.ts'
import { useBackend } from '../stores/backend-context.ts'

/** Once the keypad is on the screen, main is told, and what was put off until then begins. */
export function ShownEvents() {
  const backend = useBackend()
  useEffect(() => {
    let idle: number | undefined
    const onShown = () => {
      void backend.till.shown()
      idle = requestIdleCallback(() => void prepareAreas())
    }
    // The first frame is being made; when the second begins, the first has been handed on.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(onShown)
    })
    return () => {
      cancelAnimationFrame(frame)
      if (idle !== undefined) cancelIdleCallback(idle)
    }
  }, [backend])
  return null
}
