// What happens in a shop, as one list: when payments begin, and what becomes of each. Made from a seed, so that a run can be repeated.

import type { ObservedStatus } from '../../shared/payment/payment.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
export const WEEK = 7 * DAY

/** The gateway says this from a moment on (milliseconds after the charge). */
export type Turn = { readonly after: number; readonly status: ObservedStatus }

/** One payment as it will go. Times in milliseconds, `begins` after the start of the run, the others after the charge. */
export type Story = {
  readonly begins: number
  readonly turns: readonly Turn[]
  /** The customer looks for a phone: the screens are free for the next one. */
  readonly parkedAfter: number | null
  readonly cancelledAfter: number | null
}

export type Random = () => number

/** Mulberry32: small, and the same numbers everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Open from ten to eight every day. */
const OPENS = 10
const HOURS_OPEN = 10
/** When half of a busy shop's customers come. */
const RUSH_HOURS = [12, 17]

/** `perWeek` payments in each of some weeks, spread over the shop's hours, or half of them in its two rush hours. */
export function shopWeeks(
  weeks: number,
  perWeek: number,
  random: Random,
  { inRushHours = false } = {},
): Story[] {
  const hourOf = () => {
    const rush = inRushHours && random() < 0.5 ? RUSH_HOURS[random() < 0.5 ? 0 : 1] : undefined
    return rush === undefined ? OPENS + HOURS_OPEN * random() : rush + random()
  }
  const stories = Array.from({ length: weeks * perWeek }, (_, number) => {
    const day = Math.floor(random() * 7)
    return story(Math.floor(number / perWeek) * WEEK + day * DAY + hourOf() * HOUR, random)
  })
  return stories.sort((a, b) => a.begins - b.begins)
}

/** All begin within one minute, and their deposits come within the first twenty: more than any till will see. */
export function allAtOnce(count: number, random: Random): Story[] {
  return Array.from({ length: count }, (_, place) => ({
    begins: (place * MINUTE) / count,
    turns: deposit(between(random, 0.5 * MINUTE, 17 * MINUTE), 'finished', random),
    parkedAfter: null,
    cancelledAfter: null,
  }))
}

function story(begins: number, random: Random): Story {
  const plain = { begins, turns: [], parkedAfter: null, cancelledAfter: null }
  const kind = random()
  if (kind < 0.76) return { ...plain, turns: deposit(usualMs(random), 'finished', random) }
  if (kind < 0.82) {
    const parkedAfter = 2 * MINUTE
    return {
      ...plain,
      parkedAfter,
      turns: deposit(between(random, 3 * MINUTE, 19 * MINUTE), 'finished', random),
    }
  }
  if (kind < 0.85) return { ...plain, turns: deposit(usualMs(random), 'partiallyPaid', random) }
  if (kind < 0.87) {
    return { ...plain, turns: deposit(between(random, 22 * MINUTE, 3 * DAY), 'finished', random) }
  }
  const cancelledAfter = between(random, 2 * MINUTE, 6 * MINUTE)
  if (kind < 0.89) {
    const sent = cancelledAfter + between(random, 5 * SECOND, 90 * SECOND)
    return { ...plain, cancelledAfter, turns: deposit(sent, 'finished', random) }
  }
  return kind < 0.94 ? { ...plain, cancelledAfter } : plain
}

/** A deposit is seen, confirmed and passed on before the gateway says how it ended. */
function deposit(after: number, end: ObservedStatus, random: Random): Turn[] {
  const confirmed = after + between(random, 20 * SECOND, MINUTE)
  const sending = confirmed + between(random, 5 * SECOND, 30 * SECOND)
  const ended = sending + between(random, 10 * SECOND, 2 * MINUTE)
  return [
    { after, status: 'confirming' },
    { after: confirmed, status: 'confirmed' },
    { after: sending, status: 'sending' },
    { after: ended, status: end },
  ]
}

/** Half send within 75 seconds, nearly all within six minutes: log-normal. */
function usualMs(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(75 * SECOND * Math.exp(0.8 * normal), 18 * MINUTE)
}

function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random()
}
