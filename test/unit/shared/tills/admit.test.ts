import { describe, expect, it } from 'vitest'
import { admissionOf, apartBecause, type KnownBundle } from '../../../../shared/tills/admit.ts'

const bundle = (z: number, change: Partial<KnownBundle> = {}): KnownBundle => ({
  sha256: `file of ${z}`,
  z,
  hash: `event of ${z}`,
  publicKey: 'key',
  counts: true,
  ...change,
})

describe('a bundle', () => {
  it('that is the first of its till counts, and says what the till signs with', () => {
    expect(admissionOf([], bundle(4))).toEqual({ outcome: 'imported', replaces: null })
    expect(admissionOf([bundle(4)], bundle(5))).toEqual({ outcome: 'imported', replaces: null })
    expect(admissionOf([bundle(4)], bundle(5, { publicKey: 'other' }))).toEqual({ outcome: 'otherKey' })
    expect(admissionOf([bundle(4)], bundle(5, { publicKey: null }))).toEqual({ outcome: 'lostSignature' })
  })

  it('that is there already, as a file or as another file of the same Z, is a duplicate', () => {
    const known = [bundle(4), bundle(5, { counts: false, sha256: 'apart' })]
    expect(admissionOf(known, bundle(4))).toEqual({ outcome: 'duplicate' })
    expect(admissionOf(known, bundle(4, { sha256: 'written again' }))).toEqual({ outcome: 'duplicate' })
    expect(admissionOf(known, bundle(5, { sha256: 'apart' }))).toEqual({ outcome: 'duplicate' })
  })

  it('that says something else of a Z is a conflict, whoever signed it', () => {
    for (const publicKey of ['key', 'other', null]) {
      const other = bundle(4, { sha256: 'x', hash: 'another event', publicKey })
      expect(admissionOf([bundle(4)], other)).toEqual({ outcome: 'conflict' })
    }
  })

  it('without a signature counts at a till that signs nothing, and gives way to the same with one', () => {
    const unsigned = [bundle(4, { publicKey: null })]
    expect(admissionOf(unsigned, bundle(5, { publicKey: null }))).toMatchObject({ outcome: 'imported' })
    const signed = bundle(4, { sha256: 'signed' })
    expect(admissionOf(unsigned, signed)).toEqual({ outcome: 'imported', replaces: 'file of 4' })
    const known = [...unsigned, bundle(3, { publicKey: 'another key' })]
    expect(admissionOf(known, signed)).toEqual({ outcome: 'duplicate' })
  })

  it('that is kept apart counts for its till’s key in nothing', () => {
    const known = [bundle(4), bundle(5, { publicKey: 'other', counts: false })]
    expect(admissionOf(known, bundle(6, { publicKey: 'other' }))).toEqual({ outcome: 'otherKey' })
  })

  it('is apart no longer where its Z counts by another file that says the same', () => {
    const apart = bundle(5, { publicKey: null, counts: false, sha256: 'apart' })
    expect(apartBecause([bundle(4), apart], apart)).toBe('lostSignature')
    expect(apartBecause([bundle(4), bundle(5), apart], apart)).toBeNull()
    expect(apartBecause([bundle(4), bundle(5, { hash: 'x' }), apart], apart)).toBe('conflict')
  })
})
