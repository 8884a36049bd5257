import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'

// What was built, before a browser reads it.

const assets = resolve(process.env['USDTILL_RENDERER'] ?? 'out/renderer', 'assets')

// Schemas stand beside what the windows use. One value taken from such a file brings all of zod into the first screen.
test('the windows carry no schemas', () => {
  const scripts = readdirSync(assets).filter((file) => file.endsWith('.js'))
  expect(scripts.some((file) => file.startsWith('cashier'))).toBe(true)
  const withZod = scripts.filter((file) => readFileSync(join(assets, file), 'utf8').includes('invalid_union'))
  expect(withZod).toEqual([])
})
