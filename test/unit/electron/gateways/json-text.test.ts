import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJsonText, readJsonText } from '../../../../electron/gateways/json-text.ts'

/** Any number that JSON can write: digits far beyond what a float keeps. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
    fc.option(fc.stringMatching(/^\d{1,30}$/), { nil: null }),
    fc.option(fc.stringMatching(/^[eE][+-]?\d{1,3}$/), { nil: null }),
  )
  .map(([sign, whole, fraction, exponent]) => {
    return `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent ?? ''}`
  })

describe('parseJsonText', () => {
  it('keeps every number as the text it was written as', () => {
    fc.assert(
      fc.property(numberText, (text) => {
        const parsed = parseJsonText(`{"a":${text},"b":[{"c":${text}}]}`)
        expect(parsed).toEqual({ a: text, b: [{ c: text }] })
      }),
    )
  })

  it('leaves text, booleans and null as they are', () => {
    expect(parseJsonText('{"a":"1.10","b":true,"c":null,"d":""}')).toEqual({
      a: '1.10',
      b: true,
      c: null,
      d: '',
    })
  })

  it.each([
    ['empty', ''],
    ['a page', '<!doctype html><p>{}</p>'],
    ['half a reply', '{"payment_id":"5977'],
    ['two replies', '{}{}'],
    ['a number that JSON does not have', '{"a":NaN}'],
  ])('has no value for %s', (_what, text) => {
    expect(parseJsonText(text)).toBeUndefined()
  })

  it.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])(
    'refuses the key %s at any depth',
    (key) => {
      expect(parseJsonText(`{"${key}":{"x":1}}`)).toBeUndefined()
      expect(parseJsonText(`{"a":[{"${key}":null}]}`)).toBeUndefined()
    },
  )

  it('takes eight levels and refuses nine, five thousand, and a million', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(parseJsonText(nested(8))).toBeDefined()
    for (const depth of [9, 5000, 1_000_000]) expect(parseJsonText(nested(depth))).toBeUndefined()
  })

  it('does not count brackets inside text', () => {
    const text = '[[[[[[[[[["\\'
    expect(parseJsonText(JSON.stringify({ text }))).toEqual({ text })
  })
})

describe('readJsonText', () => {
  it.each([
    ['tooDeep', '['.repeat(9)],
    ['forbiddenKey', '{"a":{"constructor":1}}'],
    ['notJson', '{"a":NaN}'],
    ['notJson', ''],
  ])('says %s', (error, text) => {
    expect(readJsonText(text)).toEqual({ ok: false, error })
  })
})
