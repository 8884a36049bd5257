import type { Evidence, KeptDelivery, LoggedCallback } from '../../support/relay-torture/evidence.ts'

// What a soak leaves behind when all is well; each test doctors one thing in it.

/** Callback 1 was kept twice because its answer was lost, callback 3 is forged, payment 2 had one callback. */
export const inOrder: Evidence = {
  gateways: {
    callbacks: [
      { number: 1, payment: 1, isForged: false, answered: 1 },
      { number: 2, payment: 1, isForged: false, answered: 2 },
      { number: 3, payment: 1, isForged: true, answered: 1 },
      { number: 4, payment: 2, isForged: false, answered: 1 },
    ],
    wrongAnswers: [],
  },
  relay: {
    kept: [1, 1, 2, 3, 4, 2].map((callback, index) => ({ id: index + 1, callback })),
    latest: 6,
    acknowledged: 5,
    endedByItself: [],
    peakMb: 120,
    allowedMb: 300,
  },
  till: {
    log: [
      { id: 1, verdict: 'verified', outcome: 'changed', payment: 1 },
      { id: 2, verdict: 'verified', outcome: 'repeated', payment: 1 },
      { id: 3, verdict: 'verified', outcome: 'changed', payment: 1 },
      { id: 4, verdict: 'refused', outcome: 'none', payment: null },
      { id: 5, verdict: 'verified', outcome: 'changed', payment: 2 },
      { id: 6, verdict: 'verified', outcome: 'unchanged', payment: 1 },
    ],
    cursor: 6,
    journalFault: null,
  },
  payments: [
    { number: 1, expected: 'paid', found: 'paid', ends: 1 },
    { number: 2, expected: 'short', found: 'short', ends: 1 },
  ],
}

export function withRelay(change: Partial<Evidence['relay']>): Evidence {
  return { ...inOrder, relay: { ...inOrder.relay, ...change } }
}

/** What the relay keeps, with one delivery otherwise. */
export function withKept(id: number, change: Partial<KeptDelivery>): Evidence {
  return withRelay({ kept: inOrder.relay.kept.map((one) => (one.id === id ? { ...one, ...change } : one)) })
}

export function withLog(log: readonly LoggedCallback[]): Evidence {
  return { ...inOrder, till: { ...inOrder.till, log } }
}

/** The till's log, with one row otherwise. */
export function withLogged(id: number, change: Partial<LoggedCallback>): Evidence {
  return withLog(inOrder.till.log.map((one) => (one.id === id ? { ...one, ...change } : one)))
}
