import { type RefObject, useEffect, useRef } from 'react'

/**
 * For a list one comes back to: the keyboard goes on at the row one left, once the rows are there. `row` is a selector of
 * what has the focus in it; null where nothing was left.
 */
export function useRowLeft(row: string | null, hasRows: boolean): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (row !== null && hasRows) list.current?.querySelector<HTMLElement>(row)?.focus()
  }, [row, hasRows])
  return list
}
