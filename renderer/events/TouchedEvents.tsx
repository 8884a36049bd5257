import { useEffect } from 'react'
import { useBackend } from '../stores/backend-context.ts'

/** Main locks by minutes: it need not hear of every key. */
const PAUSE_MS = 10_000

/** Says that somebody is at the till, while they are. */
export function TouchedEvents() {
  const backend = useBackend()
  useEffect(() => {
    // Their PIN was a touch by itself.
    let told = performance.now()
    const onTouch = () => {
      const now = performance.now()
      if (now - told < PAUSE_MS) return
      told = now
      void backend.people.touched()
    }
    const options = { capture: true, passive: true }
    window.addEventListener('keydown', onTouch, options)
    window.addEventListener('pointerdown', onTouch, options)
    return () => {
      window.removeEventListener('keydown', onTouch, options)
      window.removeEventListener('pointerdown', onTouch, options)
    }
  }, [backend])
  return null
}
