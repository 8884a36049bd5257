import { z } from 'zod'
import { err, ok, type Result } from '../../../shared/result.ts'
import { parseJsonText } from '../json-text.ts'

// What a vendor sends, as text: numbers have become their source text before any schema sees them, so that it makes no
// difference whether a field came as a number or as a string. Fields nobody reads are not listed and not checked.

export const Text = z.string().min(1).max(200)
/** A decimal number, as string or as number. */
export const Id = z.string().regex(/^\d{1,40}$/)
/** No sign: nothing here can honestly be negative. */
export const Amount = z.string().regex(/^\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,2})?$/)

/** Absent, null, empty and the word "null" are one thing: not said. */
export function unlessSilent<T extends z.ZodType>(schema: T) {
  return z
    .union([schema, z.literal(['', 'null'])])
    .nullish()
    .transform((value) => (value === undefined || value === '' || value === 'null' ? null : value))
}

/** @returns the reply, or in a few words what is wrong with it (a field's name, never its content). */
export function readBody<T extends z.ZodType>(schema: T, text: string): Result<z.output<T>, string> {
  if (text.trim() === '') return err('empty')
  const json = parseJsonText(text)
  if (json === undefined) return err(text.trimStart().startsWith('<') ? 'a web page' : 'not JSON')
  return readValue(schema, json)
}

/** The same for a part of a reply, a row of a list. */
export function readValue<T extends z.ZodType>(schema: T, json: unknown): Result<z.output<T>, string> {
  const parsed = schema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  const field = parsed.error.issues[0]?.path.join('.')
  return err(field ? `field ${field}` : 'other fields than promised')
}

/** A vendor's sentence, made safe to show: 200 characters at most, no control or direction characters. */
export function printable(message: string): string {
  const clean = message.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ').trim()
  return [...clean].slice(0, 200).join('')
}
