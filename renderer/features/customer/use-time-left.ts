import { useEffect, useState } from 'react'

/** Milliseconds until `expiresAt` (ISO), never below zero; renders again each second and at the very end. */
export function useTimeLeft(expiresAt: string): number {
  const end = Date.parse(expiresAt)
  const [now, setNow] = useState(Date.now)
  const left = Math.max(0, end - now)

  useEffect(() => {
    if (left === 0) return
    // Until the shown second changes, so that the last tick falls on the end itself.
    const timer = setTimeout(() => setNow(Date.now()), left % 1000 || 1000)
    return () => clearTimeout(timer)
  }, [left])

  return left
}
