// `npm run bench -- relay`: the relay as it is deployed, that is the built file with the flags of its systemd unit, beside
// what it is measured against. Each server is a process of its own and the load is a further one. Their files lie in `out/`,
// on the disk the project is on, because a temporary folder may be memory.

import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runQuietly } from '../../scripts/commands.ts'
import { type Figure, figure, median } from '../figures.ts'
import { benchCatchUp } from './catch-up.ts'
import { benchEvent } from './event.ts'
import { benchIdle } from './idle.ts'
import { benchIngest } from './ingest.ts'

export async function benchRelay(): Promise<Figure[]> {
  const { code, output } = await runQuietly('vite', ['build', '--config', 'relay/vite.config.ts'])
  if (code !== 0) throw new Error(`The relay could not be built.\n${output}`)
  mkdirSync('out', { recursive: true })
  const folder = mkdtempSync(resolve('out/bench-relay-'))
  const inFolder = (name: string) => {
    const made = join(folder, name)
    mkdirSync(made)
    return made
  }
  try {
    return [
      figure('relay.disk.sync', syncMs(folder), 'ms'),
      ...(await benchIngest(inFolder('ingest'))),
      ...(await benchEvent(inFolder('event'))),
      ...(await benchIdle(inFolder('idle'))),
      ...(await benchCatchUp(inFolder('catch-up'))),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What it takes until a page is on this disk: what every single insert pays, and a group pays together. */
function syncMs(folder: string): number {
  const file = openSync(join(folder, 'sync'), 'w')
  const page = Buffer.alloc(4096)
  const times = Array.from({ length: 200 }, () => {
    writeSync(file, page)
    const since = performance.now()
    fdatasyncSync(file)
    return performance.now() - since
  })
  closeSync(file)
  return median(times)
}
