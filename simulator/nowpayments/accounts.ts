import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SimulatorClock } from '../clock.ts'
import type { Random } from '../random.ts'
import { type Patch, withoutUndefined } from '../settings.ts'
import { type Account, accountSchema } from './settings.ts'

// Merchants' accounts: which key belongs to whom, and the five-minute tokens that a dashboard login gives.

export interface Accounts {
  byKey(apiKey: string | undefined): Account | undefined
  byName(name: string): Account | undefined
  first(): Account
  list(): readonly Account[]
  change(name: string, patch: Patch<Account>): Account | undefined
  /** A token for this login, or null when nobody has it. Both fields are case-sensitive. */
  login(email: string, password: string): string | null
  isTokenValid(token: string): boolean
  newKey(): string
  reset(): void
}

const tokenSeconds = 300

const base64url = (text: string): string => Buffer.from(text).toString('base64url')

export const createAccounts = (
  seeds: readonly Account[],
  clock: SimulatorClock,
  random: Random,
): Accounts => {
  const [practice] = seeds
  if (practice === undefined) throw new Error('The practice gateway needs at least one account.')
  const tokenKey = random.bytes(32)
  let accounts = seeds

  const signature = (text: string) => createHmac('sha256', tokenKey).update(text).digest('base64url')
  const seconds = () => Math.floor(clock.now() / 1000)

  const token = (name: string): string => {
    const claims = { id: name, iat: seconds(), exp: seconds() + tokenSeconds }
    const text = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(claims))}`
    return `${text}.${signature(text)}`
  }

  const isTokenValid = (given: string): boolean => {
    const [header, claims, sign] = given.split('.')
    if (header === undefined || claims === undefined || sign === undefined) return false
    const wanted = Buffer.from(signature(`${header}.${claims}`))
    const received = Buffer.from(sign)
    if (wanted.length !== received.length || !timingSafeEqual(wanted, received)) return false
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
    return typeof exp === 'number' && exp > seconds()
  }

  return {
    byKey: (apiKey) => accounts.find((account) => account.apiKey === apiKey),
    byName: (name) => accounts.find((account) => account.name === name),
    first: () => accounts[0] ?? practice,
    list: () => accounts,
    change: (name, patch) => {
      accounts = accounts.map((account) =>
        account.name === name ? accountSchema.parse({ ...account, ...withoutUndefined(patch) }) : account,
      )
      return accounts.find((account) => account.name === name)
    },
    login: (email, password) => {
      const found = accounts.find((account) => account.email === email && account.password === password)
      return found === undefined ? null : token(found.name)
    },
    isTokenValid,
    newKey: () => `PRACTIC-${random.digits(7)}-${random.digits(7)}-${random.digits(7)}`,
    reset: () => {
      accounts = seeds
    },
  }
}
