import { useEffect, useRef } from 'react'
import { type Audio, type RingKind, ring } from '../lib/ring.ts'
import { usePayments, useTill } from '../stores/app-stores.ts'

/** Rings for what this window has not heard yet. What rang before it was opened stays unheard. */
export function RingEvents() {
  const { count, for: kind } = usePayments((payments) => payments.rings)
  const isOn = useTill((till) => till.settings.sound)
  const heard = useRef(count)
  const audio = useRef<Audio | null>(null)
  useEffect(() => {
    const isNew = count > heard.current
    // Another mode's till counts from the beginning again.
    heard.current = count
    if (isNew && isOn) playRing(kind, audio)
  }, [count, kind, isOn])
  return null
}

function playRing(kind: RingKind, audio: { current: Audio | null }): void {
  try {
    audio.current ??= new AudioContext()
  } catch {
    // No sound on this computer.
    return
  }
  void ring(kind, audio.current)
}
