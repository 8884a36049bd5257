/** Why the till does not hear the relay. Sales go on in every case: the till asks the gateway by itself. */
export type RelayLoss =
  /** No network, no such name, refused, no TLS. */
  | 'unreachable'
  /** Nothing within the time it takes at most. */
  | 'noAnswer'
  /** It ended the stream, or the connection broke. */
  | 'ended'
  /** The keep-alives stopped. */
  | 'silent'
  /** It says itself that it cannot now: closing, too many listeners, its disk is full. */
  | 'unavailable'
  /** It does not know the read token: a person has to put it right. */
  | 'wrongToken'
  /** Something else is at that address: a person has to put it right. */
  | 'notARelay'
  /** The till could not keep what came; it comes again. */
  | 'notHandled'

export type RelayState =
  | { readonly state: 'off' }
  /** Not connected yet, and nothing went wrong. */
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  /** Attempts go on by themselves. `since` is ISO text of the first loss in a row, `reason` that of the last one. */
  | { readonly state: 'lost'; readonly since: string; readonly reason: RelayLoss }
