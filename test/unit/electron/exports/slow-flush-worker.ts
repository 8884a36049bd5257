import { open } from 'node:fs/promises'
import { BroadcastChannel } from 'node:worker_threads'

// The thread of an export on a disk that flushes only when the test lets it, and where timers come at once.

const self = await open(import.meta.filename)
const handles = Object.getPrototypeOf(self) as { sync(): Promise<void> }
await self.close()

const { sync } = handles
handles.sync = async function (this: unknown) {
  const flush = new BroadcastChannel('slow flush')
  const { promise, resolve } = Promise.withResolvers<unknown>()
  flush.onmessage = resolve
  flush.postMessage('begun')
  await promise
  flush.close()
  await sync.call(this)
}

const { setInterval } = globalThis
Object.assign(globalThis, { setInterval: (run: () => void) => setInterval(run, 1) })

await import('../../../../electron/exports/export-worker.ts')
