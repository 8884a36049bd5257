import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../../electron-stand-in/page/codec.ts'

const back = (value: unknown) => decode(encode(value))

describe('the structured-clone codec', () => {
  it('gives back whatever the structured clone gives back', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
        (value) => {
          expect(back(value)).toStrictEqual(structuredClone(value))
        },
      ),
    )
  })

  it('keeps minus zero, not a number and the infinities', () => {
    expect(back([-0, Number.NaN, Infinity, -Infinity])).toStrictEqual([-0, Number.NaN, Infinity, -Infinity])
  })

  it('keeps cycles and shared parts', () => {
    const shared = { a: 1 }
    const value: { self?: unknown; parts: unknown[] } = { parts: [shared, shared] }
    value.self = value
    const copy = back(value) as typeof value
    expect(copy.self).toBe(copy)
    expect(copy.parts[0]).toBe(copy.parts[1])
  })

  it('keeps errors with their name and stack', () => {
    const error = new TypeError('no')
    const copy = back(error) as Error
    expect(copy).toBeInstanceOf(Error)
    expect([copy.name, copy.message, copy.stack]).toEqual([error.name, error.message, error.stack])
  })

  it('takes only the bytes of a view, not the buffer behind it', () => {
    const view = new Uint8Array([1, 2, 3, 4]).subarray(1, 3)
    expect(back(view)).toStrictEqual(new Uint8Array([2, 3]))
  })

  it('keeps a field named __proto__ a field', () => {
    const value = JSON.parse('{"__proto__":{"polluted":true}}') as object
    const copy = back(value) as object
    expect(Object.keys(copy)).toEqual(['__proto__'])
    expect('polluted' in copy).toBe(false)
  })

  it.each([() => 1, Symbol('x'), Promise.resolve(), new WeakMap()])('refuses %s', (value) => {
    expect(() => encode({ value })).toThrow('An object could not be cloned.')
  })

  it('lets a substitute carry what cannot be cloned', () => {
    const text = encode([() => 1], (part) => (typeof part === 'function' ? ['function', 7] : undefined))
    expect(decode(text, (tag, id) => `${tag} ${id}`)).toEqual(['function 7'])
  })
})
