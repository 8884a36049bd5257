import { type ComponentType, lazy, useState } from 'react'

/** A part of the window that is fetched when it is first shown, or before: once it has been prepared it is there at once. */
export type Prepared<P extends object> = {
  readonly Part: ComponentType<P>
  readonly prepare: () => Promise<void>
}

export function prepared<P extends object>(load: () => Promise<ComponentType<P>>): Prepared<P> {
  let ready: ComponentType<P> | undefined
  const fetch = async () => {
    ready ??= await load()
    return { default: ready }
  }
  const Fetched = lazy(fetch)
  // A lazy component is blank for a moment even when its file is here, so it is left out then.
  const choose = () => ready ?? Fetched
  return {
    Part: (props) => {
      const [Chosen] = useState(choose)
      return <Chosen {...props} />
    },
    prepare: async () => void (await fetch()),
  }
}
