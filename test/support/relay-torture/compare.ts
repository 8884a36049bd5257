import type { Evidence, Violation, ViolationKind } from './evidence.ts'

/** Compares what gateways were answered, what the relay kept and what the till made of it. Empty when all agree. */
export function compare(evidence: Evidence): readonly Violation[] {
  return [
    ...lost(evidence),
    ...altered(evidence),
    ...notDense(evidence),
    ...neverSeen(evidence),
    ...loggedTwice(evidence),
    ...verdicts(evidence),
    ...ends(evidence),
    ...relayItself(evidence),
  ]
}

function violation(kind: ViolationKind, about: string, expected: unknown, found: unknown): Violation {
  return { kind, about, expected: String(expected), found: String(found) }
}

function timesEach<T>(all: Iterable<T>): Map<T, number> {
  const times = new Map<T, number>()
  for (const each of all) times.set(each, (times.get(each) ?? 0) + 1)
  return times
}

/** Every answer stands for one delivery; more than those are kept where the answer did not arrive. */
function lost({ gateways, relay }: Evidence): Violation[] {
  const kept = timesEach(relay.kept.map(({ callback }) => callback))
  return gateways.callbacks
    .filter(({ number, answered }) => (kept.get(number) ?? 0) < answered)
    .map(({ number, answered }) =>
      violation('lost', `callback ${number}`, `${answered} kept`, kept.get(number) ?? 0),
    )
}

function altered({ relay }: Evidence): Violation[] {
  return relay.kept
    .filter(({ callback }) => callback === null)
    .map(({ id }) => violation('altered', `delivery ${id}`, 'bytes that were sent', 'others'))
}

function notDense({ relay }: Evidence): Violation[] {
  const misplaced = relay.kept.flatMap(({ id }, index) =>
    id === index + 1 ? [] : [violation('notDense', `place ${index + 1}`, index + 1, id)],
  )
  if (relay.kept.length === relay.latest) return misplaced
  return [...misplaced, violation('notDense', 'the last id', relay.kept.length, relay.latest)]
}

function neverSeen({ relay, till }: Evidence): Violation[] {
  const logged = new Set(till.log.map(({ id }) => id))
  return relay.kept
    .filter(({ id }) => !logged.has(id))
    .map(({ id, callback }) =>
      violation('neverSeen', `delivery ${id}`, `callback ${callback} in the log of callbacks`, 'nothing'),
    )
}

function loggedTwice({ till }: Evidence): Violation[] {
  return [...timesEach(till.log.map(({ id }) => id))]
    .filter(([, times]) => times > 1)
    .map(([id, times]) => violation('loggedTwice', `delivery ${id}`, 'once in the log of callbacks', times))
}

function verdicts({ gateways, relay, till }: Evidence): Violation[] {
  const sent = new Map(gateways.callbacks.map((callback) => [callback.number, callback]))
  const kept = new Map(relay.kept.map(({ id, callback }) => [id, callback]))
  return till.log.flatMap(({ id, verdict, outcome, payment }) => {
    const callback = sent.get(kept.get(id) ?? 0)
    if (!callback) return []
    const about = `delivery ${id}, callback ${callback.number}`
    if (callback.isForged) {
      const isHarmless = verdict === 'refused' && outcome === 'none'
      return isHarmless ? [] : [violation('forgedVerified', about, 'refused', `${verdict}, ${outcome}`)]
    }
    if (verdict !== 'verified' || payment !== callback.payment) {
      const found = `${verdict}, payment ${payment}`
      return [violation('genuineRefused', about, `verified, payment ${callback.payment}`, found)]
    }
    const hasEnded = outcome === 'changed' || outcome === 'unchanged' || outcome === 'repeated'
    return hasEnded ? [] : [violation('notLookedAt', about, 'a look that ended', outcome)]
  })
}

function ends({ payments, till }: Evidence): Violation[] {
  const wrong = payments
    .filter(({ expected, found, ends: times }) => found !== expected || times !== 1)
    .map(({ number, expected, found, ends: times }) =>
      violation('endNotOnce', `payment ${number}`, `${expected}, recorded once`, `${found}, ${times} times`),
    )
  if (till.journalFault === null) return wrong
  return [...wrong, violation('journalBroken', 'the till', 'whole', till.journalFault)]
}

function relayItself({ gateways, relay, till }: Evidence): Violation[] {
  const found = [
    ...gateways.wrongAnswers.map(({ callback, status }) =>
      violation('wrongAnswer', `callback ${callback}`, '200, or 5xx', status),
    ),
    ...relay.endedByItself.map((why) => violation('endedByItself', 'the relay', 'running', why)),
  ]
  if (relay.acknowledged > till.cursor) {
    found.push(violation('acknowledgedTooFar', 'the relay', `at most ${till.cursor}`, relay.acknowledged))
  }
  if (relay.peakMb > relay.allowedMb) {
    found.push(violation('memoryGrew', 'the relay', `at most ${relay.allowedMb} MB`, `${relay.peakMb} MB`))
  }
  return found
}
