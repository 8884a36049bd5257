import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/** Standard input: a terminal, or whatever is piped in. */
export type SecretInput = Readable & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown }

const ENTER = ['\r', '\n', '\u0004']
const CTRL_C = '\u0003'
const ERASE = ['\u007f', '\b']

/**
 * Asks on a terminal without showing what is typed; from a pipe or a file it takes the first line and asks nothing. A
 * secret never comes as an argument, where every program on the computer could read it. Undefined when there is none.
 */
export async function readSecret(
  question: string,
  input: SecretInput,
  output: Writable,
): Promise<string | undefined> {
  if (!input.isTTY) return firstLine(input)
  output.write(question)
  input.setRawMode?.(true)
  try {
    return await typedLine(input)
  } finally {
    input.setRawMode?.(false)
    output.write('\n')
  }
}

async function firstLine(input: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input })) return line.trim() || undefined
  return undefined
}

async function typedLine(input: Readable): Promise<string | undefined> {
  let typed = ''
  for await (const chunk of input.setEncoding('utf8')) {
    for (const key of String(chunk)) {
      if (key === CTRL_C) return undefined
      if (ENTER.includes(key)) return typed.trim() || undefined
      typed = ERASE.includes(key) ? typed.slice(0, -1) : typed + key
    }
  }
  return typed.trim() || undefined
}
