/** The number given for `--name`, or ends the program with a sentence when it is none. */
export function wholeNumber(name: string, given: string, least: number): number {
  const value = Number(given)
  if (/^\d+$/.test(given) && Number.isSafeInteger(value) && value >= least) return value
  console.error(`--${name} takes a whole number from ${least}, not ${given}.`)
  process.exit(2)
}
