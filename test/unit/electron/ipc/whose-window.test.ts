import { pino } from 'pino'
import { expect, it } from 'vitest'
import { createAnswerCall } from '../../../../electron/ipc/answer-calls.ts'
import type { CallEvent } from '../../../../electron/ipc/front-door.ts'
import { REQUEST_CHANNELS, type RequestChannel } from '../../../../shared/contract/channels.ts'
import { contract, type TillHandlers } from '../../../../shared/contract/contract.ts'
import type { WindowRole } from '../../../../shared/contract/define.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { ID, inputOf, SAMPLES } from '../../../support/call-samples.ts'

// What each window may ask main for, whoever stands at the till: said here by name, so that a call whose contract lets another
// window in fails here.

const OF_OTHERS: Readonly<Record<Exclude<WindowRole, 'cashier'>, readonly RequestChannel[]>> = {
  customer: ['customer.view', 'customer.tip'],
  paper: ['paper.content', 'paper.drawn'],
}
const WINDOWS: readonly WindowRole[] = ['cashier', 'customer', 'paper']
const event = { sender: { getURL: () => 'app://till/some.html' } } as unknown as CallEvent

function isOf(window: WindowRole, channel: RequestChannel): boolean {
  if (window !== 'cashier') return OF_OTHERS[window].includes(channel)
  return !Object.values(OF_OTHERS).flat().includes(channel)
}

/** Everybody may do everything here, and every call that is let in says so. */
async function outcome(window: WindowRole, channel: RequestChannel, input: unknown): Promise<string> {
  const reached: string[] = []
  const handlers = Object.fromEntries(
    Object.entries(contract).map(([group, calls]) => [
      group,
      Object.fromEntries(
        Object.keys(calls).map((call) => [
          call,
          () => {
            reached.push(`${group}.${call}`)
            return err({ code: 'notNow' } as const)
          },
        ]),
      ),
    ]),
  ) as unknown as TillHandlers
  const answer = createAnswerCall(contract, handlers, {
    senders: { trust: () => undefined, roleOf: () => window, contentsOf: () => [] },
    gate: { admit: async () => ok(NO_PEOPLE) },
    log: pino({ level: 'silent' }),
  })
  const result = (await answer(channel, event, input)) as Result<unknown>
  if (result.ok) return 'answered'
  return reached.length > 0 ? reached.join(' ') : result.error.code
}

/** For the calls of the other windows. */
const THEIRS: Partial<Record<RequestChannel, object>> = {
  'customer.tip': { attempt: ID, basisPoints: 500 },
  'paper.drawn': { height: 297 },
}

it.each(WINDOWS)('the window of the %s asks for what is its own, and for nothing else', async (window) => {
  const outcomes: string[] = []
  const wanted: string[] = []
  for (const channel of REQUEST_CHANNELS) {
    for (const sample of SAMPLES[channel] ?? [THEIRS[channel]]) {
      const input = inputOf(channel, sample, { person: null, pin: '135790' })
      outcomes.push(`${channel}: ${await outcome(window, channel, input)}`)
      wanted.push(`${channel}: ${isOf(window, channel) ? channel : 'notAllowed'}`)
    }
  }
  expect(outcomes).toEqual(wanted)
})
