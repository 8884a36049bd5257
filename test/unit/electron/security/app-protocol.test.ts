import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fileOf, isPageOf } from '../../../../electron/security/app-protocol.ts'
import { CONTENT_SECURITY_POLICY } from '../../../../electron/security/content-policy.ts'

const folder = join('/', 'till', 'out', 'renderer')

it('serves files of the renderer’s folder', () => {
  expect(fileOf(folder, new URL('app://till/cashier.html'))).toBe(join(folder, 'cashier.html'))
  expect(fileOf(folder, new URL('app://till/assets/a.js?x=1'))).toBe(join(folder, 'assets', 'a.js'))
})

it.each([
  'app://other/cashier.html',
  'app://till/../secrets.json',
  'app://till/..%2f..%2fsecrets.json',
  'app://till/%2e%2e/%2e%2e/etc/passwd',
  'app://till/..%2frenderer-of-another/x.html',
  'app://till/%E0%A4%A',
  'app://till/',
])('never leaves that folder: %s', (url) => {
  const file = fileOf(folder, new URL(url))
  expect(file === undefined || file.startsWith(`${folder}/`)).toBe(true)
})

it('takes only a window’s own page for its own', () => {
  expect(isPageOf('app://till/cashier.html', 'cashier')).toBe(true)
  expect(isPageOf('app://till/cashier.html#day', 'cashier')).toBe(true)
  for (const url of [
    'app://till/customer.html',
    'app://till/cashier.html.evil',
    'app://evil/cashier.html',
    'https://till/cashier.html',
    'file:///cashier.html',
    'about:blank',
    '',
  ]) {
    expect(isPageOf(url, 'cashier')).toBe(false)
  }
})

it('allows no inline code and no foreign host', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|\*/)
})
