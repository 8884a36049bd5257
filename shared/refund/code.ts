// Beside the schemas and not among them: a window that counts the tries would carry them along.

/** The gateway takes ten codes, within one hour of the request; afterwards it gives the payout up. */
export const CODE_TRIES = 10
export const CODE_TIME_MS = 60 * 60 * 1000
