import { readFileSync } from 'node:fs'

/** A reply of NOWPayments as its documentation or a real answer has it (TRON values substituted; laid out by the formatter). */
export function sample(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}
