import { randomUUID } from 'node:crypto'
import {
  type ContractShape,
  channelOf,
  type Handlers,
  type RequestSpec,
} from '../../shared/contract/define.ts'
import type { Caller } from '../../shared/people/caller.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import type { Gate } from '../people/gate.ts'
import type { AnswerCall, CallEvent } from './front-door.ts'
import type { TrustedSenders } from './trusted-senders.ts'

type Dependencies = {
  readonly senders: TrustedSenders
  /** Says who makes a call, and whether they may. */
  readonly gate: Gate
  readonly log: Log
}

type AnyHandler = (input: unknown, caller: Caller) => unknown

type Bound = { readonly spec: RequestSpec; readonly handler: AnyHandler }

/**
 * Binds every request of the contract to its handler and checks each call in this one place: the sender is a trusted
 * top frame and its window may make the call, the input fits, whoever is signed in may do it, the answer is a Result whose value
 * fits. Handlers repeat none of it.
 */
export function createAnswerCall<C extends ContractShape>(
  contract: C,
  handlers: Handlers<C>,
  dependencies: Dependencies,
): AnswerCall {
  const bound = new Map<string, Bound>()
  for (const [group, calls] of Object.entries(contract)) {
    for (const [call, spec] of Object.entries(calls)) {
      if (spec.kind !== 'request') continue
      const handler = (handlers as Record<string, Record<string, AnyHandler>>)[group]?.[call]
      if (!handler) throw new Error(`No handler for ${channelOf(group, call)}`)
      bound.set(channelOf(group, call), { spec, handler })
    }
  }
  return async (channel, event, input) => {
    const call = bound.get(channel)
    return call ? answer(channel, call, event, input, dependencies) : err({ code: 'notAllowed' })
  }
}

async function answer(
  channel: string,
  { spec, handler }: Bound,
  event: CallEvent,
  input: unknown,
  { senders, gate, log }: Dependencies,
): Promise<Result<unknown>> {
  const role = senders.roleOf(event)
  if (role === undefined || !spec.from.includes(role)) {
    log.warn({ channel, role, url: event.sender.getURL() }, 'ipc: refused sender')
    return err({ code: 'notAllowed' })
  }
  const parsed = spec.input.safeParse(input)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    log.warn({ channel, field }, 'ipc: input does not fit')
    return err({ code: 'invalidInput', field })
  }
  try {
    const caller = await gate.admit(channel, parsed.data)
    if (!caller.ok) return caller
    const result = (await handler(parsed.data, caller.value)) as Result<unknown>
    return result.ok ? { ok: true, value: spec.output.parse(result.value) } : result
  } catch (error) {
    const reference = randomUUID().slice(0, 8)
    log.error({ channel, reference, err: error }, 'ipc: unexpected')
    return err({ code: 'internal', reference })
  }
}
