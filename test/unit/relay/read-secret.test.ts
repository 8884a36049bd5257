import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readSecret } from '../../../relay/read-secret.ts'

/** A terminal that somebody types at, and what it shows. */
async function typed(...keys: string[]) {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => void modes.push(isRaw),
  })
  const output = new PassThrough()
  for (const key of keys) input.write(key)
  const secret = await readSecret('Token: ', input, output)
  return { secret, modes, shown: String(output.read()) }
}

async function piped(text: string) {
  const input = new PassThrough()
  input.end(text)
  const output = new PassThrough()
  return { secret: await readSecret('Token: ', input, output), shown: output.read() }
}

describe('a secret from a terminal', () => {
  it('is asked for and never shown', async () => {
    expect(await typed('abc', 'x', '\u007f', 'd\r')).toEqual({
      secret: 'abcd',
      modes: [true, false],
      shown: 'Token: \n',
    })
  })

  it('is not there after Ctrl+C or an empty line, and the terminal is as before', async () => {
    for (const keys of ['abc\u0003', '\r', ' \n']) {
      expect(await typed(keys)).toEqual({ secret: undefined, modes: [true, false], shown: 'Token: \n' })
    }
  })
})

describe('a secret from a pipe', () => {
  it('is its first line, and nothing is asked', async () => {
    expect(await piped(' abcd \r\nmore\n')).toEqual({ secret: 'abcd', shown: null })
    expect(await piped('abcd')).toEqual({ secret: 'abcd', shown: null })
    expect(await piped('')).toEqual({ secret: undefined, shown: null })
    expect(await piped('\nabcd\n')).toEqual({ secret: undefined, shown: null })
  })
})
