import type { Gateway } from '../relay-protocol.ts'

// Beside the contract and not in it: a window that reads one of these would carry every schema along.

/** The one gateway that shows a list of what it holds (docs/gateways.md). */
export const LISTING_GATEWAY: Gateway = 'nowpayments'

/** In days. A sign-in of five minutes is over before a longer list is read, for all but the smallest shop. */
export const MOST_DAYS = 366
