/** An event whose default a listener can prevent, as Electron passes it first to its listeners. */
export type PreventableEvent<More extends object = object> = {
  readonly defaultPrevented: boolean
  readonly preventDefault: () => void
} & More

export function preventable<More extends object>(more: More): PreventableEvent<More> {
  let prevented = false
  return Object.assign(
    Object.defineProperty({ ...more }, 'defaultPrevented', { get: () => prevented }) as More & {
      readonly defaultPrevented: boolean
    },
    {
      preventDefault: () => {
        prevented = true
      },
    },
  )
}
