import { useEffect, useState } from 'react'

/**
 * Milliseconds until `endsAt` (by `performance.now()`, which no setting of the computer's clock moves), never below
 * zero; renders again each second and at the very end.
 */
export function useTimeLeft(endsAt: number): number {
  const [left, setLeft] = useState(() => leftUntil(endsAt))

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tick = () => {
      const ms = leftUntil(endsAt)
      setLeft(ms)
      // Until the shown second changes, so that the last tick falls on the end itself.
      if (ms > 0) timer = setTimeout(tick, ms % 1000 || 1000)
    }
    tick()
    return () => clearTimeout(timer)
  }, [endsAt])

  return left
}

/** Whole milliseconds: a timer knows no parts of one. */
function leftUntil(endsAt: number): number {
  return Math.max(0, Math.ceil(endsAt - performance.now()))
}
