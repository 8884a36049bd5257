import { describe, expect, test } from 'vitest'
import { errorText, isErrorKey } from '../../../renderer/lib/error-text.ts'
import errorTexts from '../../../renderer/locales/en/error.json'
import { AppError } from '../../../shared/app-error.ts'

/** One error of every code and reason, made from the schema itself. */
const SAMPLES: readonly AppError[] = AppError.options.flatMap((option) => samplesOf(option.shape))

function samplesOf(shape: Readonly<Record<string, { readonly def: unknown }>>): AppError[] {
  const fields = Object.entries(shape).map(([name, schema]) => [name, valuesOf(schema.def as Def)] as const)
  const width = Math.max(...fields.map(([, values]) => values.length))
  return Array.from({ length: width }, (_, index) =>
    AppError.parse(Object.fromEntries(fields.map(([name, values]) => [name, values[index % values.length]]))),
  )
}

type Def = {
  readonly type: string
  readonly values?: readonly string[]
  readonly entries?: Readonly<Record<string, string>>
  readonly innerType?: { readonly def: Def }
}

function valuesOf(def: Def): readonly unknown[] {
  switch (def.type) {
    case 'literal':
      return def.values ?? []
    case 'enum':
      return Object.values(def.entries ?? {})
    case 'number':
      return [180, -180]
    case 'nullable':
      return [...valuesOf(def.innerType?.def ?? { type: 'string' }), null]
    default:
      return ['1.50']
  }
}

describe('error texts', () => {
  test.each(SAMPLES.map((error) => [JSON.stringify(error), error] as const))(
    '%s has a title, an explanation, a next step and every value they need',
    (_name, error) => {
      const { key, values } = errorText(error)
      const texts = Object.values(errorTexts[key])
      expect(texts).toHaveLength(3)
      const needed = texts.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))
      expect(Object.keys(values)).toEqual(expect.arrayContaining(needed))
    },
  )

  test('a clock that is ahead and one that is behind are told apart', () => {
    expect(errorText({ code: 'clockWrong', skewSeconds: 180 })).toEqual({
      key: 'clockWrongAhead',
      values: { minutes: 3 },
    })
    expect(errorText({ code: 'clockWrong', skewSeconds: -240 })).toEqual({
      key: 'clockWrongBehind',
      values: { minutes: 4 },
    })
  })

  test('the reason of an abandoned payment is a code with words, or none', () => {
    expect(isErrorKey('chargeUnknown')).toBe(true)
    expect(isErrorKey('interrupted')).toBe(false)
    expect(isErrorKey('amountTooSmallPrice')).toBe(false)
  })
})
