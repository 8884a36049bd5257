/** How far the till is: everything up to `id` of this channel was handled. */
export type RelayPosition = {
  /** Ids mean something within their channel only. */
  readonly channel: string
  readonly id: number
}

/** Where the till keeps how far it is. What was saved has to be there after a crash; a lost one costs a replay. */
export interface RelayCursor {
  /** Null when nothing was ever handled. */
  read(): RelayPosition | null
  save(position: RelayPosition): void
}
