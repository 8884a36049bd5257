import { expect, test } from './mini-app.ts'

test('values that JSON does not know cross to main and back', async ({ mini: { first } }) => {
  const back = await first.evaluate(async () => {
    const value = {
      map: new Map([['a', 1n]]),
      set: new Set([undefined, null]),
      date: new Date(86_400_000),
      bytes: new Uint8Array([0, 127, 255]),
      missing: undefined,
      huge: 2n ** 70n,
      nothing: Number.NaN,
    }
    const echoed = (await bridge.invoke('echo', value)) as typeof value
    return [
      echoed.map instanceof Map && echoed.map.get('a') === 1n,
      echoed.set instanceof Set && echoed.set.has(undefined) && echoed.set.has(null),
      echoed.date instanceof Date && echoed.date.getTime() === 86_400_000,
      echoed.bytes instanceof Uint8Array && echoed.bytes.join() === '0,127,255',
      'missing' in echoed && echoed.missing === undefined,
      echoed.huge === 2n ** 70n,
      Number.isNaN(echoed.nothing),
    ]
  })
  expect(back).toEqual(Array(7).fill(true))
})

test('main sends what was told to the window that told it, until the listener is removed', async ({
  mini,
}) => {
  const heard = await mini.first.evaluate(async () => {
    const values: unknown[] = []
    const stop = bridge.on('told', (value) => values.push(value))
    const next = () => new Promise((resolve) => bridge.on('told', resolve))
    let told = next()
    bridge.tell({ at: new Map([[1, 'one']]) })
    await told
    stop()
    told = next()
    bridge.tell('after')
    await told
    return values.map((value) => (value as { at: Map<number, string> }).at.get(1))
  })
  expect(heard).toEqual(['one'])
})

test("failures carry Electron's own words", async ({ mini: { first } }) => {
  const messageOf = (channel: string) =>
    first.evaluate((name) => bridge.invoke(name).catch((error: Error) => error.message), channel)
  expect(await messageOf('fail')).toBe("Error invoking remote method 'fail': Error: no such thing")
  expect(await messageOf('absent')).toBe(
    "Error invoking remote method 'absent': Error: No handler registered for 'absent'",
  )
  expect(await messageOf('function')).toContain('An object could not be cloned.')
})

test('main knows the frame that asks', async ({ mini: { first, second } }) => {
  const one = await first.evaluate(() => bridge.invoke('who'))
  const two = await second.evaluate(() => bridge.invoke('who'))
  expect(one).toMatchObject({ url: 'app://mini/first.html', sameFrame: true })
  expect(two).toMatchObject({ url: 'app://mini/second.html', sameFrame: true })
  expect((one as { id: number }).id).not.toBe((two as { id: number }).id)
})

test('a second handler for a channel is refused', async ({ mini: { app } }) => {
  const message = await app.evaluate(({ ipcMain }) => {
    try {
      ipcMain.handle('echo', () => null)
      return ''
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(message).toContain("second handler for 'echo'")
})
