import {
  closeSync,
  type FSWatcher,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { launchArgv } from '../arguments.ts'
import { isAlive } from '../chromium/launch.ts'

export type SecondInstance = { argv: string[]; folder: string; data: unknown }

export type InstanceLock = {
  readonly request: (folder: string, data: unknown, onSecond: (second: SecondInstance) => void) => boolean
  readonly release: () => void
  readonly held: () => boolean
}

/** One instance per user-data folder: a file with the holder's pid, and a folder in which others leave word. */
export function createInstanceLock(): InstanceLock {
  let watcher: FSWatcher | undefined
  let held: string | undefined

  const release = () => {
    watcher?.close()
    if (held && ownerOf(held) === process.pid) rmSync(held, { force: true })
    held = undefined
  }

  const request: InstanceLock['request'] = (folder, data, onSecond) => {
    if (held) return true
    const messages = join(folder, 'stand-in-messages')
    const lock = join(folder, 'stand-in.lock')
    mkdirSync(messages, { recursive: true })
    if (!take(lock)) {
      leaveWord(messages, data)
      return false
    }
    held = lock
    clear(messages)
    watcher = watch(messages, () => readWords(messages, onSecond))
    watcher.unref()
    return true
  }

  process.once('exit', release)
  return { request, release, held: () => held !== undefined }
}

function take(lock: string): boolean {
  for (;;) {
    try {
      const file = openSync(lock, 'wx')
      writeSync(file, String(process.pid))
      closeSync(file)
      return ownerOf(lock) === process.pid
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const owner = ownerOf(lock)
    if (owner !== undefined && isStandIn(owner)) return false
    rmSync(lock, { force: true }) // left by a process that was killed
  }
}

function ownerOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

// The number of a killed process may belong to another program by now.
function isStandIn(pid: number): boolean {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('boot.ts')
  } catch {
    return false
  }
}

function leaveWord(messages: string, data: unknown): void {
  const word: SecondInstance = { argv: [process.argv[0] ?? '', ...launchArgv], folder: process.cwd(), data }
  const name = join(messages, `${process.pid}.json`)
  writeFileSync(`${name}.part`, JSON.stringify(word))
  renameSync(`${name}.part`, name)
}

function readWords(messages: string, onSecond: (second: SecondInstance) => void): void {
  for (const name of readdirSync(messages).filter((file) => file.endsWith('.json'))) {
    const file = join(messages, name)
    try {
      const word = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance
      rmSync(file)
      onSecond(word)
    } catch {
      // Taken by an earlier call: one rename makes several events.
    }
  }
}

function clear(messages: string): void {
  for (const name of readdirSync(messages)) rmSync(join(messages, name), { force: true })
}
