import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPayableTronAddress, USDT_CONTRACT } from '../../../../shared/tron/address.ts'
import { groupAddress } from '../../../../shared/tron/grouping.ts'

const base58check = createBase58check(sha256)
const addressOf = (prefix: number, body: Uint8Array) => base58check.encode(Uint8Array.of(prefix, ...body))
const twentyBytes = fc.uint8Array({ minLength: 20, maxLength: 20 })

const PAYABLE = [
  'TZJozAg1ruapycCicgz31GxvYJ1FraLjZa',
  'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
  'TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S',
  'TBiELsVnMqTymoECCG5FXUz9NAZ6FHp4fA',
]

describe('an address a customer may pay to', () => {
  test.each(PAYABLE)('%s', (address) => {
    expect(isPayableTronAddress(address)).toBe(true)
  })

  test('every 20 bytes behind prefix 0x41 make one, and behind any other prefix none', () => {
    fc.assert(
      fc.property(twentyBytes, fc.integer({ min: 0, max: 255 }), (body, prefix) => {
        fc.pre(body.some((byte) => byte !== 0))
        expect(isPayableTronAddress(addressOf(prefix, body))).toBe(prefix === 0x41)
      }),
    )
  })

  test('one changed character makes it none', () => {
    const characters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
    const place = fc.integer({ min: 0, max: 33 })
    fc.assert(
      fc.property(
        fc.constantFrom(...PAYABLE),
        place,
        fc.constantFrom(...characters),
        (address, at, other) => {
          fc.pre(address[at] !== other)
          expect(isPayableTronAddress(address.slice(0, at) + other + address.slice(at + 1))).toBe(false)
        },
      ),
    )
  })
})

describe('refused', () => {
  test('the contract named in the code is USDT’s, byte for byte', () => {
    const hex = '41a614f803b6fd780986a42c78ec9c7f77e6ded13c'
    expect(Buffer.from(base58check.decode(USDT_CONTRACT)).toString('hex')).toBe(hex)
  })

  test.each([
    ['the USDT contract', USDT_CONTRACT],
    ['the burn address', 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb'],
    ['a wrong last character', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u'],
    ['two neighbours swapped, in the contract', 'TR7NHjqeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
    ['two neighbours swapped, in a payable address', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vzTn'],
    ['one letter in the other case', 'TR7NHQjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
    ['right checksum, prefix 0x42', 'Tas3vExdmvHHZhkC1z5ByHT3Szd491AdKz'],
    ['right checksum, prefix 0x40', 'T9yD14Nj9j7xAB4dbGeiX9h8unkKB9nv2z'],
    ['Bitcoin', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    ['Ethereum-style hex', '0xa614f803b6fd780986a42c78ec9c7f77e6ded13c'],
    ['TRON hex', '41a614f803b6fd780986a42c78ec9c7f77e6ded13c'],
    ['lower case', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'.toLowerCase()],
    ['upper case', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'.toUpperCase()],
    ['33 characters', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vzn'],
    ['35 characters', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznTT'],
    ['a blank in front', ' TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'],
    ['a blank behind', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT '],
    ['a blank within', 'TKAtBfN5fcAmrcSgV 2H6xk3rTdiTK1vznT'],
    ['a newline behind', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT\n'],
    ['tron: in front', 'tron:TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'],
    ['practice: in front', 'practice:TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'],
    ['the digit 0', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vzn0'],
    ['the letter O', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznO'],
    ['the letter I', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznI'],
    ['the letter l', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznl'],
    ['a Cyrillic look-alike', 'TKАtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'],
    ['nothing', ''],
    ['x characters', `T${'x'.repeat(33)}`],
  ])('%s', (_what, text) => {
    expect(isPayableTronAddress(text)).toBe(false)
  })

  test('any other text, without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isPayableTronAddress(text)).toBe(false)
      }),
    )
  })
})

describe('groups of four', () => {
  test('hold the whole address, in order', () => {
    const groups = groupAddress('TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT')
    expect(groups).toHaveLength(9)
    expect(groups.slice(0, 8).every((group) => group.length === 4)).toBe(true)
    expect(groups.join('')).toBe('TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT')
  })

  test('of nothing are none', () => {
    expect(groupAddress('')).toEqual([])
  })
})
