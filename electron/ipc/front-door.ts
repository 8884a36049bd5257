import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { REQUEST_CHANNELS } from '../../shared/contract/channels.ts'
import type { Result } from '../../shared/result.ts'

export type CallEvent = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/** Checks one call and answers it. */
export type AnswerCall = (channel: string, event: CallEvent, input: unknown) => Promise<Result<unknown>>

/**
 * Binds every channel at once, before there is anything to answer with: the window loads while the services are built,
 * and what it asks meanwhile waits for them. The returned function lets the calls in.
 */
export function createFrontDoor(ipcMain: Pick<IpcMain, 'handle'>): (answer: AnswerCall) => void {
  const { promise, resolve } = Promise.withResolvers<AnswerCall>()
  for (const channel of REQUEST_CHANNELS) {
    ipcMain.handle(channel, async (event, input: unknown) => (await promise)(channel, event, input))
  }
  return resolve
}
