import { createRandom } from '../../../simulator/random.ts'

/** Chance from a seed: the same seed throws the same. */
export type Dice = {
  /** A whole number from 0, below `count`. */
  below(count: number): number
  pick<T>(choices: readonly T[]): T
  /** True once in so many throws. */
  oneIn(count: number): boolean
  /** A version 4 UUID. */
  id(): string
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed)
  const below = (count: number) => Number(BigInt(random.digits(12)) % BigInt(count))
  return {
    below,
    pick(choices) {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new Error('nothing to choose from')
      return choice
    },
    oneIn: (count) => below(count) === 0,
    id() {
      const hex = Buffer.from(random.bytes(20)).toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}
