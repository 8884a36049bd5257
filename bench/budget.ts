// What watching costs the gateway, and how soon news is on record: the till's own watcher left on day and night, with 1, 50
// and 500 payments open at a time, two calls in any two seconds, answers after 300 ms, and time simulated. "Open" is a payment of
// which the gateway may still have news: one that began within the last seven days. The first week only fills the till.
//
// The bars: at most 40 % of the calls that asking for every open payment every 5 s would take, and of all that the gateway has to
// say in the first twenty minutes of a payment's life, 95 % on record within 5 s. The last lines have no bar: half of 500 payments
// in two rush hours a day, and fifty at once, which would need twelve calls a second where the queue sends one.

import { type Figure, figure, percentile } from './figures.ts'
import { allAtOnce, type Story, seededRandom, shopWeeks, WEEK } from './watch/shop-week.ts'
import { FIRST_MS, type Life, type Run, runTill } from './watch/simulated-till.ts'

const MINUTE = 60_000
const NAIVE_MS = 5_000

/** More weeks where a week has few payments. */
const tills = [
  { open: 1, weeks: 53 },
  { open: 50, weeks: 6 },
  { open: 500, weeks: 2 },
]

export async function benchBudget(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { open, weeks } of tills) {
    const run = await happen(shopWeeks(weeks, open, seededRandom(open)), weeks * WEEK)
    figures.push(...figuresOf(`budget.${open}`, run, weeks))
  }
  const busy = await happen(shopWeeks(2, 500, seededRandom(2), { inRushHours: true }), 2 * WEEK)
  const stress = await happen(allAtOnce(50, seededRandom(3)), 2 * FIRST_MS)
  return [
    ...figures,
    figure('budget.500-in-rush-hours.delay.p95', percentile(delaysOf(inFullWeeks(busy.lives)), 0.95), 'ms'),
    figure('budget.50-at-once.delay.p50', percentile(delaysOf(stress.lives), 0.5), 'ms'),
    figure('budget.50-at-once.delay.p95', percentile(delaysOf(stress.lives), 0.95), 'ms'),
  ]
}

function happen(stories: readonly Story[], lengthMs: number): Promise<Run> {
  return runTill(stories, lengthMs, seededRandom(stories.length))
}

function figuresOf(id: string, { lives, looks, requests }: Run, weeks: number): Figure[] {
  const counted = looks.filter((sent) => sent >= WEEK).length
  const openMs = lives.reduce((sum, { begun }) => sum + openAfterFirstWeek(begun, weeks), 0)
  const delays = delaysOf(inFullWeeks(lives))
  const whole = lives.filter(({ begun }) => begun <= (weeks - 1) * WEEK)
  return [
    figure(`${id}.calls-per-week`, counted / (weeks - 1), 'calls'),
    figure(`${id}.share-of-every-5s`, (100 * counted) / (openMs / NAIVE_MS), '%', 40),
    figure(`${id}.calls.paid`, callsOf(whole, isPaid), 'calls'),
    figure(`${id}.calls.never-paid`, callsOf(whole, isNeverPaid), 'calls'),
    figure(`${id}.calls.short`, callsOf(whole, isShort), 'calls'),
    figure(`${id}.calls.busiest-minute`, busiestMinute(requests), 'calls'),
    figure(`${id}.delay.p50`, percentile(delays, 0.5), 'ms'),
    figure(`${id}.delay.p95`, percentile(delays, 0.95), 'ms', 5_000),
    figure(`${id}.delay.max`, Math.max(...delays), 'ms'),
  ]
}

/** Those that began when as many were open as the bench is about. */
function inFullWeeks(lives: readonly Life[]): Life[] {
  return lives.filter(({ begun }) => begun >= WEEK)
}

/** How long a payment was open in the weeks that count, in milliseconds. */
function openAfterFirstWeek(begun: number, weeks: number): number {
  return Math.max(0, Math.min(begun + WEEK, weeks * WEEK) - Math.max(begun, WEEK))
}

const isPaid = ({ status }: Life) => status === 'paid'
const isShort = ({ status }: Life) => status === 'short'
const isNeverPaid = ({ hadMoney }: Life) => !hadMoney

/** The mean of looks at one such payment, from its charge until the gateway has no more news. */
function callsOf(lives: readonly Life[], isOfKind: (life: Life) => boolean): number {
  const ofKind = lives.filter(isOfKind)
  return ofKind.reduce((sum, { looks }) => sum + looks, 0) / ofKind.length
}

function delaysOf(lives: readonly Life[]): number[] {
  return lives.flatMap(({ delays }) => delays)
}

/** The most requests sent within any sixty seconds, charges included. */
function busiestMinute(sent: readonly number[]): number {
  let most = 0
  let first = 0
  for (const [place, moment] of sent.entries()) {
    while ((sent[first] ?? moment) <= moment - MINUTE) first += 1
    most = Math.max(most, place - first + 1)
  }
  return most
}
