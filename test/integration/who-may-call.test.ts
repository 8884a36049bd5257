import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { REQUEST_CHANNELS, type RequestChannel } from '../../shared/contract/channels.ts'
import type { Word } from '../../shared/contract/pin.ts'
import { abilitiesFor } from '../../shared/people/abilities.ts'
import { MAY } from '../../shared/people/may.ts'
import { asksWord } from '../../shared/people/word-calls.ts'
import { carriesWord, DAY, ID, inputOf, isRefused, SAMPLES, specOf } from '../support/call-samples.ts'
import { createPeopleTill, type Name, type PeopleTill, STAFF, WRONG_PIN } from '../support/people-till.ts'

// Every call of the contract by everybody, as a window makes it: what the table says is what happens.

// Every call of the contract, five times and more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const EVERYBODY = ['nobody', 'locked', 'ben', 'max', 'ana'] as const
type Who = (typeof EVERYBODY)[number]

let till: PeopleTill

beforeAll(async () => {
  till = await createPeopleTill(false)
  await till.hire()
})
afterAll(() => till.close())

/** None, one's own and a manager's: of a call that carries one, and none only where there is such a call. */
function wordsOf(who: Who, channel: RequestChannel, sample: object | undefined): readonly (Word | null)[] {
  if (!carriesWord(channel, sample)) return [null]
  const own: Name = who === 'nobody' || who === 'locked' ? 'ben' : who
  const shown = [...new Set<Name>([own, 'max'])].map((name) => till.wordOf(name))
  return isRefused(specOf(channel), inputOf(channel, sample, null)) ? shown : [null, ...shown]
}

async function stand(who: Who): Promise<void> {
  const { session } = till.control().people
  session.signOut()
  if (who === 'nobody') return
  session.signedIn(till.idOf(who === 'locked' ? 'ben' : who))
  if (who === 'locked') session.lock()
}

/** Of a till that has no shift and no Z yet. */
const FACTS = {
  ...{ today: DAY, discountLimitBasisPoints: 1000, actor: null },
  ...{ reachesBack: false, isShiftOfNow: () => false, isTheirZ: () => false },
}

/** What has to come of it: worked out here from the table alone, as the words of the task say it. */
function expected(who: Who, channel: RequestChannel, input: unknown, word: Word | null): string {
  const actor = who === 'nobody' || who === 'locked' ? null : till.idOf(who)
  const abilities = abilitiesFor(channel, input, { ...FACTS, actor })
  if (abilities.length === 0) return 'in'
  if (who === 'nobody' || who === 'locked') return 'signInFirst'
  const each = abilities.map((ability) => MAY[ability][STAFF[who].role])
  if (each.includes('never')) return 'mayNot'
  if (each.includes('approved')) return word === null ? 'needsApproval' : approvedBy(word)
  if (!asksWord(channel, input)) return 'in'
  if (word === null) return 'needsApproval'
  return word.person === actor ? 'in' : 'invalidInput'
}

function approvedBy({ person }: Word): string {
  return person === till.idOf('ana') || person === till.idOf('max') ? 'in' : 'approverMayNot'
}

async function outcome(channel: RequestChannel, input: unknown): Promise<string> {
  till.reached.length = 0
  const answer = await till.call(channel, input)
  if (till.reached.length > 0) return till.reached.every((one) => one.channel === channel) ? 'in' : 'astray'
  return answer.ok ? 'answered' : answer.error.code
}

const cashiersCalls = REQUEST_CHANNELS.filter((channel) => specOf(channel).from.includes('cashier'))
const cases = cashiersCalls.flatMap((channel) =>
  (SAMPLES[channel] ?? [undefined]).map((sample) => ({ channel, sample })),
)

describe('every call, by everybody', () => {
  it.each(cases)('$channel $sample', async ({ channel, sample }) => {
    const isFit = !isRefused(specOf(channel), inputOf(channel, sample, till.wordOf('max')))
    expect(isFit, 'a sample that the contract takes').toBe(true)
    for (const who of EVERYBODY) {
      await stand(who)
      for (const word of wordsOf(who, channel, sample)) {
        const input = inputOf(channel, sample, word)
        const wanted = expected(who, channel, specOf(channel).input.parse(input), word)
        expect([who, word?.person, await outcome(channel, input)]).toEqual([who, word?.person, wanted])
      }
    }
  })

  it('that somebody may only do with another’s word can be sent with one, and with a reason', () => {
    for (const { channel, sample } of cases) {
      const input = inputOf(channel, sample, { person: ID, pin: WRONG_PIN })
      const parsed = specOf(channel).input.parse(input)
      const abilities = abilitiesFor(channel, parsed, FACTS)
      const isApproved = abilities.some((ability) => Object.values(MAY[ability]).includes('approved'))
      if (!isApproved && !asksWord(channel, parsed)) continue
      expect(input, channel).toHaveProperty('word')
      if (isApproved) expect(input, channel).toHaveProperty('reason')
    }
  })
})
