/**
 * Who waits for whom, most urgent first: somebody pressed a key · a QR is on the screen · the price below the
 * keypad · everything that may take its time.
 */
export type RequestPriority = 'person' | 'live' | 'estimate' | 'background'
