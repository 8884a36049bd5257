import { err, ok, type Result } from '../../shared/result.ts'

/** Deeper than anything the gateway sends (a payment is one level, its list three). */
const MAX_DEPTH = 8
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

class ForbiddenKey extends SyntaxError {}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
/** TypeScript's library does not know yet that a reviver is given the source text. */
const parseJson = JSON.parse as (text: string, reviver: Reviver) => unknown

export type JsonFault = 'tooDeep' | 'forbiddenKey' | 'notJson'

/**
 * Parses JSON so that no float is ever made: every number becomes its text as it stood in the source
 * ("13.501234", "8.3e-05", "5977953151"), at any depth.
 * @returns undefined for text that is no JSON, nests deeper than eight levels, or carries a key that reaches for the
 * prototype.
 */
export function parseJsonText(text: string): unknown {
  const parsed = readJsonText(text)
  return parsed.ok ? parsed.value : undefined
}

/** The same for who has to say why: which of the three was wrong with the text. */
export function readJsonText(text: string): Result<unknown, JsonFault> {
  if (isTooDeep(text)) return err('tooDeep')
  try {
    return ok(parseJson(text, keepNumberText))
  } catch (error) {
    // SyntaxError from the parser, or one of our own refusals below: both mean "not an answer".
    return err(error instanceof ForbiddenKey ? 'forbiddenKey' : 'notJson')
  }
}

function keepNumberText(key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (FORBIDDEN.has(key)) throw new ForbiddenKey('json: forbidden key')
  if (typeof value !== 'number') return value
  if (context.source === undefined) throw new SyntaxError('json: number without source')
  return context.source
}

/** Counts brackets outside strings in one pass, before the parser (which recurses into a reviver) sees them. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (quoted && character === '\\') at += 1
    else if (character === '"') quoted = !quoted
    else if (!quoted) depth += stepOf(character)
    if (depth > MAX_DEPTH) return true
  }
  return false
}

function stepOf(character: string | undefined): number {
  if (character === '[' || character === '{') return 1
  return character === ']' || character === '}' ? -1 : 0
}
