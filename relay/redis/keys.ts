import type { ChannelKey } from '../inbox.ts'

// What stands where. The part in braces decides the slot in a Redis Cluster: all of one channel is in one place, and
// channels are spread over the nodes.
//
//   usdtill:format                    version of all this
//   usdtill:channels                  hash: name -> key of the channel. A channel exists from when it stands here.
//   usdtill:{KEY}:channel             hash: name, id, hashes of both secrets, when it was made. What it says holds.
//   usdtill:{KEY}:deliveries          stream with ids 0-1, 0-2 and so on; the second number is the delivery's id
//   usdtill:{KEY}:acknowledged        sorted set of one member, whose score is the last id acknowledged
//   usdtill:{KEY}:bell                not a key: rung when there is something new in the stream
//   usdtill:callback:HASH, usdtill:token:HASH
//                                     the key of a channel; a hint only, believed when the channel's hash agrees

export const FORMAT_KEY = 'usdtill:format'
export const NAMES_KEY = 'usdtill:channels'

export const recordKey = (channel: ChannelKey) => `usdtill:{${channel}}:channel`
export const deliveriesKey = (channel: ChannelKey) => `usdtill:{${channel}}:deliveries`
export const acknowledgedKey = (channel: ChannelKey) => `usdtill:{${channel}}:acknowledged`
export const bellOf = (channel: ChannelKey) => `usdtill:{${channel}}:bell`

/** `hash` in hex. */
export const callbackKey = (hash: string) => `usdtill:callback:${hash}`
export const tokenKey = (hash: string) => `usdtill:token:${hash}`
