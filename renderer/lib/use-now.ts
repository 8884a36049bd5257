import { useEffect, useState } from 'react'

/** The window's clock, renewed every second: for countdowns and ages only, never for a decision about money. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
