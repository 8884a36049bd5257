import { expect, it } from 'vitest'
import { parseArguments } from '../../../electron-stand-in/arguments.ts'
import { declaredDisplays } from '../../../electron-stand-in/chromium/settings.ts'

it("reads Playwright's way of starting Electron", () => {
  const argv = [
    '-r',
    '/loader.js',
    '--no-sandbox',
    '--inspect=0',
    '--remote-debugging-port=0',
    '.',
    '--user-data-dir=/d=1',
  ]
  const { preloads, switches, applicationPath } = parseArguments(argv)
  expect(preloads).toEqual(['/loader.js'])
  expect(applicationPath).toBe('.')
  expect(Object.fromEntries(switches)).toEqual({
    'no-sandbox': '',
    inspect: '0',
    'remote-debugging-port': '0',
    'user-data-dir': '/d=1',
  })
})

it('takes the first plain argument for the application and the working folder without one', () => {
  expect(parseArguments(['--lang=ar', 'app', 'other']).applicationPath).toBe('app')
  expect(parseArguments([]).applicationPath).toBe('.')
})

it('places the declared displays side by side', () => {
  expect(declaredDisplays('1280x800, 1024x768')).toEqual([
    { x: 0, y: 0, width: 1280, height: 800 },
    { x: 1280, y: 0, width: 1024, height: 768 },
  ])
  expect(declaredDisplays('')).toEqual([])
  expect(() => declaredDisplays('wide')).toThrow('"wide" is not a size')
})
