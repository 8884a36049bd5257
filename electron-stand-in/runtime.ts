import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder to put in ELECTRON_OVERRIDE_DIST_PATH: it holds an `electron` that is ours. */
const standInFolder = join(import.meta.dirname, 'bin')

/** The path of Electron's own executable when its runtime was downloaded, otherwise undefined. */
export function electronBinary(): string | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

/** Makes the `electron` package, electron-vite and Playwright start the stand-in instead of Electron. */
export function chooseStandIn(env: NodeJS.ProcessEnv = process.env): void {
  env['ELECTRON_OVERRIDE_DIST_PATH'] = standInFolder // read by the electron package, so by Playwright too
  env['ELECTRON_EXEC_PATH'] = join(standInFolder, 'electron') // read by electron-vite, which ignores the first
}

/** True when the two variables name the stand-in. */
export function standInChosen(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['ELECTRON_OVERRIDE_DIST_PATH'] === standInFolder
}
