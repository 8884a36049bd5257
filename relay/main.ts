import { isMainThread } from 'node:worker_threads'
import { runCommand } from './commands.ts'
import { readSecret } from './read-secret.ts'

// The relay as a program. In the built file this is also what the writer's thread loads: it must start nothing there.

async function main(): Promise<void> {
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  process.exitCode = await runCommand(process.argv.slice(2), {
    environment: process.env,
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    readSecret: (question) => readSecret(question, process.stdin, process.stderr),
    ending: ending.signal,
  })
}

if (isMainThread) void main()
