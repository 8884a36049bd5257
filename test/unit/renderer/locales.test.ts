import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { pseudoCatalogue } from '../../../renderer/lib/pseudo-locale.ts'

const FOLDER = fileURLToPath(new URL('../../../renderer/locales', import.meta.url))
const NAMESPACES = readdirSync(`${FOLDER}/en`).map((file) => file.replace('.json', ''))

type Catalogue = { readonly [key: string]: string | Catalogue }

function read(language: string, namespace: string): Catalogue {
  return JSON.parse(readFileSync(`${FOLDER}/${language}/${namespace}.json`, 'utf8')) as Catalogue
}

/** "a.b.c" → text. */
function flat(catalogue: Catalogue, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

/** Plural forms of a key count as the key: languages have different ones. */
function keysOf(texts: Map<string, string>): string[] {
  return [
    ...new Set([...texts.keys()].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ''))),
  ].sort()
}

/** A plural form may say its number in words ("one row"). */
function marksOf(text: string): string[] {
  return (text.match(/\{\{(?!count\})\w+\}\}|<\/?\w+>/g) ?? []).sort()
}

describe.each(NAMESPACES)('the texts of %s', (namespace) => {
  const english = flat(read('en', namespace))
  const arabic = flat(read('ar', namespace))

  test('exist in Arabic as in English', () => {
    expect(keysOf(arabic)).toEqual(keysOf(english))
  })

  test('keep their values and marks in Arabic', () => {
    for (const [key, text] of english) {
      const translated = arabic.get(key)
      if (translated !== undefined) expect([key, ...marksOf(translated)]).toEqual([key, ...marksOf(text)])
    }
  })

  test('are never empty', () => {
    for (const [key, text] of [...english, ...arabic]) expect([key, text.trim()]).not.toEqual([key, ''])
  })

  test('lose every plain word in the pseudo-locale, and no value or mark', () => {
    const pseudo = flat(pseudoCatalogue({ [namespace]: read('en', namespace) }) as Catalogue, '')
    for (const [key, text] of english) {
      const made = pseudo.get(`${namespace}.${key}`) ?? ''
      expect(marksOf(made)).toEqual(marksOf(text))
      expect(made.replace(/\{\{\w+\}\}|<\/?\w+>/g, '')).not.toMatch(/[A-Za-z]{2}/)
    }
  })
})
