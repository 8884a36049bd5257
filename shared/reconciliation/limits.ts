import type { Gateway } from '../relay-protocol.ts'

// Beside the contract and not in it: a window that reads one of these would carry every schema along.

/** The one gateway that shows a list of what it holds (docs/gateways.md). */
export const LISTING_GATEWAY: Gateway = 'nowpayments'

/** In days. A sign-in of five minutes is over before a longer list is read, for all but the smallest shop. */
export const MOST_DAYS = 366

/** As many differences of one comparison as its event keeps, the gravest: about a quarter of a megabyte at the most. */
export const LINES_KEPT = 500

/** Of a text that the gateway sent, in characters. */
export const TEXT_KEPT = 200

/** What the owner may say about a difference: that nothing is wrong with it, or that it was put right outside the till. */
export const BOOKS_DECISIONS = ['explained', 'settledElsewhere'] as const
