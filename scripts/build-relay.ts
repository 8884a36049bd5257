import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** The one file that a technician copies, built in a folder of its own where no other build replaces it meanwhile. */
export async function withBuiltRelay<T>(use: (file: string) => Promise<T>): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'usdtill-relay-'))
  try {
    const configFile = resolve('relay/vite.config.ts')
    await build({ configFile, logLevel: 'silent', build: { outDir, emptyOutDir: true } })
    return await use(join(outDir, 'relay.mjs'))
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
