/**
 * Cuts a whole into integer parts in proportion to the weights, by the largest remainder: each part is first rounded
 * down, then what is left is given, one unit each, to the parts that lost most; where two lost the same, to the earlier.
 *
 * Rounding each part by itself would be simpler and is wrong: three thirds of 1.00 would be 0.99. So the parts always
 * add up, none is a unit or more away from its exact share, and none that weighs nothing gets anything.
 * @throws when there is something to spread and nothing to spread it over: a bug, not bad input.
 */
export function spread(whole: number, weights: readonly number[]): number[] {
  const together = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (whole < 0 || weights.some((weight) => weight < 0)) throw new Error('spread: below zero')
  if (together === 0n) {
    if (whole !== 0) throw new Error('spread: over nothing')
    return weights.map(() => 0)
  }
  const shares = weights.map((weight, index) => {
    const exact = BigInt(whole) * BigInt(weight)
    return { index, part: Number(exact / together), lost: exact % together }
  })
  const left = whole - shares.reduce((sum, { part }) => sum + part, 0)
  const inTurn = shares.toSorted((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost < b.lost ? 1 : -1))
  const favoured = new Set(inTurn.slice(0, left).map(({ index }) => index))
  return shares.map(({ index, part }) => (favoured.has(index) ? part + 1 : part))
}

/**
 * `amount × numerator ÷ denominator`, to the nearest unit and half a unit up, as shops and tax offices round a sum. Exact
 * in between: an amount of a large currency times a rate leaves the safe integers.
 */
export function proportion(amount: number, numerator: number, denominator: number): number {
  const twice = 2n * BigInt(amount) * BigInt(numerator) + BigInt(denominator)
  return Number(twice / (2n * BigInt(denominator)))
}
