import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const inPackage = (path: string) => resolve('node_modules', path)

/** The JavaScript files behind the tools' commands: they run on the Node that asks, without a shell in between. */
export const TOOLS = {
  tsc: inPackage('typescript/bin/tsc'),
  vite: inPackage('vite/bin/vite.js'),
  biome: inPackage('@biomejs/biome/bin/biome'),
  vitest: inPackage('vitest/vitest.mjs'),
  playwright: inPackage('@playwright/test/cli.js'),
  electronVite: inPackage('electron-vite/bin/electron-vite.js'),
} as const

/** CI makes the tools colourful even where nobody sees colours. */
export function plainOutput(): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? {} : { NO_COLOR: '1' }
}

export type Ended = { readonly code: number; readonly output: string }

/** Runs a tool with nothing on its standard input and keeps what it prints. */
export function runQuietly(tool: keyof typeof TOOLS, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [TOOLS[tool], ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...plainOutput() },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
