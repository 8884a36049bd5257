import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { openForWriting } from './schema.ts'
import { type Command, createWriter } from './writer.ts'

// The writer in a thread of its own, and the main thread's end of it. Both are in one file, because the built relay
// is one file and starts itself again as the thread.

const JOB = 'usdtill relay writer'

type Question = { readonly number: number; readonly command: Command }
type Answer =
  | { readonly number: number; readonly numbers: readonly number[] }
  | { readonly number: number; readonly failed: string }

export interface WriterThread {
  /** Resolves after the commit. Rejects when the command could not be carried out, or the thread has died. */
  run(command: Command): Promise<readonly number[]>
  /** Resolves, with why, when the thread ends without having been asked to. */
  readonly lost: Promise<string>
  close(): Promise<void>
}

/** Resolves when the file is open and up to date; rejects with what is wrong with it. */
export async function startWriterThread(file: string): Promise<WriterThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { job: JOB, file }, execArgv: [] })
  const asked = new Map<number, { resolve(numbers: readonly number[]): void; reject(error: Error): void }>()
  let next = 1
  let ended: Error | null = null

  let isClosing = false
  let tellLost: (why: string) => void
  const lost = new Promise<string>((resolve) => {
    tellLost = resolve
  })
  const end = (error: Error) => {
    ended ??= error
    if (!isClosing) tellLost(ended.message)
    for (const { reject } of asked.values()) reject(ended)
    asked.clear()
  }
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      end(new Error('The thread that writes the store has ended.'))
      resolve()
    })
  })
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve())
    worker.once('error', reject)
  })
  worker.on('error', end)
  worker.on('message', (answer: Answer) => {
    const waiting = asked.get(answer.number)
    asked.delete(answer.number)
    if ('failed' in answer) waiting?.reject(new Error(answer.failed))
    else waiting?.resolve(answer.numbers)
  })

  return {
    run: (command) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        const number = next++
        asked.set(number, { resolve, reject })
        const question: Question = { number, command }
        // Handed over, not copied: nobody here looks at them again.
        const handedOver = command.kind === 'append' ? [command.bodies.buffer as ArrayBuffer] : []
        worker.postMessage(question, handedOver)
      }),
    lost,
    close: async () => {
      isClosing = true
      worker.postMessage('close')
      await gone
    },
  }
}

function serve(file: string): void {
  const port = parentPort
  if (!port) return
  const database = openForWriting(file)
  const writer = createWriter(database)
  port.on('message', (question: Question | 'close') => {
    if (question === 'close') {
      database.close()
      port.close()
      return
    }
    port.postMessage(answerTo(question))
  })
  port.postMessage('open')

  function answerTo({ number, command }: Question): Answer {
    try {
      return { number, numbers: writer.run(command) }
    } catch (error) {
      return { number, failed: error instanceof Error ? error.message : String(error) }
    }
  }
}

if (!isMainThread && workerData?.job === JOB) serve(String(workerData.file))
