// How much JavaScript a window loads before it shows anything: its entry and all that is statically imported from it,
// each file compressed by itself. The languages are loaded on demand and do not count; the main process does not either.

import { readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseAst } from 'vite'
import { type Figure, figure } from './figures.ts'

const renderer = resolve(process.env['USDTILL_APP'] ?? '.', 'out/renderer')

export async function benchBundle(): Promise<Figure[]> {
  return [
    figure('bundle.cashier.gzip', sizeOf('cashier.html'), 'kB', 220),
    figure('bundle.customer.gzip', sizeOf('customer.html'), 'kB'),
  ]
}

function sizeOf(page: string): number {
  const found = new Set<string>()
  const waiting = scriptsOf(page)
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    waiting.push(...importsOf(file))
  }
  if (found.size === 0) throw new Error(`${page} loads no script`)
  const sizes = [...found].map((file) => gzipSync(readFileSync(join(renderer, file)), { level: 9 }).length)
  return sizes.reduce((sum, size) => sum + size, 0) / 1000
}

function scriptsOf(page: string): string[] {
  const html = readFileSync(join(renderer, page), 'utf8')
  return [...html.matchAll(/<script[^>]+src="\.?\/?([^"]+)"/g)].map((match) => match[1] ?? '')
}

function importsOf(file: string): string[] {
  const { body } = parseAst(readFileSync(join(renderer, file), 'utf8'))
  return body.flatMap((statement) => {
    const source = 'source' in statement ? statement.source : null
    const specifier = source?.value
    return typeof specifier === 'string' ? [posix.join(posix.dirname(file), specifier)] : []
  })
}
