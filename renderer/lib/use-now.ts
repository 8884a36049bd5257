import { createContext, useContext, useEffect, useState } from 'react'

/** Reads the till's time, in milliseconds since the epoch. The computer's own clock may be wrong or be set meanwhile. */
export const TillTimeContext = createContext<() => number>(Date.now)

/** The till's time, renewed every second: for countdowns and ages only, never for a decision about money. */
export function useNow(): number {
  const read = useContext(TillTimeContext)
  const [now, setNow] = useState(read)
  useEffect(() => {
    setNow(read())
    const timer = setInterval(() => setNow(read()), 1000)
    return () => clearInterval(timer)
  }, [read])
  return now
}
