import { randomUUID } from 'node:crypto'
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import {
  type ContractShape,
  channelOf,
  type Handlers,
  type RequestSpec,
} from '../../shared/contract/define.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import type { TrustedSenders } from './trusted-senders.ts'

type Dependencies = {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly senders: TrustedSenders
  readonly log: Log
}

type AnyHandler = (input: unknown) => unknown

/**
 * Binds every request of the contract to its handler and checks each call in this one place: the sender is a trusted
 * top frame and its role may make the call, the input fits, the answer is a Result whose value fits. Handlers repeat
 * none of it.
 */
export function registerHandlers<C extends ContractShape>(
  contract: C,
  handlers: Handlers<C>,
  dependencies: Dependencies,
): void {
  for (const [group, calls] of Object.entries(contract)) {
    for (const [call, spec] of Object.entries(calls)) {
      if (spec.kind !== 'request') continue
      const handler = (handlers as Record<string, Record<string, AnyHandler>>)[group]?.[call]
      if (!handler) throw new Error(`No handler for ${channelOf(group, call)}`)
      const channel = channelOf(group, call)
      dependencies.ipcMain.handle(channel, (event, input: unknown) =>
        answer(channel, spec, handler, event, input, dependencies),
      )
    }
  }
}

async function answer(
  channel: string,
  spec: RequestSpec,
  handler: AnyHandler,
  event: IpcMainInvokeEvent,
  input: unknown,
  { senders, log }: Dependencies,
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
    const result = (await handler(parsed.data)) as Result<unknown>
    return result.ok ? { ok: true, value: spec.output.parse(result.value) } : result
  } catch (error) {
    const reference = randomUUID().slice(0, 8)
    log.error({ channel, reference, err: error }, 'ipc: unexpected')
    return err({ code: 'internal', reference })
  }
}
