import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import { describe, expect, it } from 'vitest'
import {
  microNumber,
  microText,
  multiplyDivide,
  parseMicro,
  shortMicroText,
} from '../../../simulator/amounts.ts'
import { createChain, tronAddress } from '../../../simulator/chain.ts'
import { createManualClock } from '../../../simulator/clock.ts'
import { createRandom } from '../../../simulator/random.ts'

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

describe('addresses', () => {
  it.each([
    ['64ee6a71e2f80a916608dd2a50e95b12e1b69bb3', 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT'],
    ['a614f803b6fd780986a42c78ec9c7f77e6ded13c', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
    ['ff'.repeat(20), 'TZJozAg1ruapycCicgz31GxvYJ1FraLjZa'],
    ['00'.repeat(20), 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb'],
  ])('of the account %s are as the network writes them', (hex, address) => {
    expect(tronAddress(bytesOf(hex))).toBe(address)
  })

  it('are all valid and all different', () => {
    const chain = createChain(createRandom(1))
    const made = Array.from({ length: 200 }, () => chain.newAddress())
    for (const address of made) {
      expect(address).toMatch(/^T[1-9A-HJ-NP-Za-km-z]{33}$/)
      expect(createBase58check(sha256).decode(address)[0]).toBe(0x41)
    }
    expect(new Set(made).size).toBe(200)
  })

  it('repeat with a seed and never without one', () => {
    const first = (seed?: number) => createChain(createRandom(seed)).newAddress()
    expect(first(5)).toBe(first(5))
    expect(first(5)).not.toBe(first(6))
    expect(first()).not.toBe(first())
  })
})

describe('amounts', () => {
  it.each([
    ['13.49', 13_490_000n],
    ['2.01', 2_010_000n],
    ['0.000001', 1n],
    ['0.0000001', 1n],
    ['64.1', 64_100_000n],
    ['1e-7', null],
    ['-1', null],
    ['', null],
    ['1.', null],
    [' 1', null],
  ])('%s is read from its digits', (text, micro) => {
    expect(parseMicro(text)).toBe(micro)
  })

  it('are written with six decimals, shortest, or as the JSON number', () => {
    expect(microText(13_490_000n)).toBe('13.490000')
    expect(shortMicroText(13_490_000n)).toBe('13.49')
    expect(JSON.stringify(microNumber(999_999_999_999_999n))).toBe('999999999.999999')
    expect(multiplyDivide(5n, 1n, 2n)).toBe(3n)
  })
})

describe('the clock', () => {
  it('runs what falls due in order, each at its own time, later-born tasks included', async () => {
    const clock = createManualClock(1000)
    const seen: [string, number][] = []
    clock.schedule(20, () => void seen.push(['second', clock.now()]))
    clock.schedule(10, () => {
      seen.push(['first', clock.now()])
      clock.schedule(5, () => void seen.push(['between', clock.now()]))
    })
    clock.schedule(31, () => void seen.push(['not yet', clock.now()]))
    const cancel = clock.schedule(1, () => void seen.push(['cancelled', clock.now()]))
    cancel()
    await clock.advance(30)
    expect(seen).toEqual([
      ['first', 1010],
      ['between', 1015],
      ['second', 1020],
    ])
    expect(clock.now()).toBe(1030)
  })
})
