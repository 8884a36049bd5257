import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'

export type { Protocol }

/** One conversation of the DevTools protocol: with the browser itself, or with one page. */
export type Session = {
  readonly id: string | undefined
  readonly send: <M extends keyof Protocol.CommandParameters>(
    method: M,
    parameters?: Protocol.CommandParameters[M],
  ) => Promise<Protocol.CommandReturnValues[M]>
  readonly on: <E extends keyof Protocol.Events>(
    event: E,
    listener: (payload: Protocol.Events[E]) => void,
  ) => void
  readonly onDetached: (listener: () => void) => void
}
