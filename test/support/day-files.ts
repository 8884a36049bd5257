import { readdirSync } from 'node:fs'
import { expect } from '@playwright/test'

/** The one file of a closed day that ends like this, once it is there; the till's id stands in the middle of its name. */
export async function dayFileIn(folder: string, end: string): Promise<string> {
  const found = () => readdirSync(folder).filter((name) => name.endsWith(`-${end}`))
  await expect.poll(found).toEqual([expect.stringMatching(/^usdtill-practice-1-Till-1-[0-9a-f]{8}-/)])
  return found()[0] ?? ''
}
