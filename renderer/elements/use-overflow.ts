import { type RefObject, useEffect, useRef, useState } from 'react'

/** Whether what is in a box is wider than the box: then the keyboard has to be able to move it, and can where it is a stop of Tab. */
export function useOverflow<E extends HTMLElement>(): readonly [RefObject<E | null>, boolean] {
  const box = useRef<E>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const look = () => setWide(element.scrollWidth > element.clientWidth)
    const observer = new ResizeObserver(look)
    observer.observe(element)
    // Its content grows without it: a longer figure, another language.
    for (const child of element.children) observer.observe(child)
    look()
    return () => observer.disconnect()
  }, [])
  return [box, isWide]
}
