import { microPerUnit, multiplyDivide, parseMicro } from '../amounts.ts'

// What one unit of each currency is worth in micro-USDT. A fixed table: practice prices must be repeatable.

export type Coin = {
  id: number
  code: string
  ticker: string
  name: string
  network: string
  precision: number
  usdt: string
  minimum: string
  isStable: boolean
  geckoId: string
  smartContract: string | null
  walletRegex: string
}

const tronRegex = '^T[1-9A-HJ-NP-Za-km-z]{33}$'
const ethereumRegex = '^(0x)[0-9A-Fa-f]{40}$'

export const coins: readonly Coin[] = [
  {
    id: 121,
    code: 'usdttrc20',
    ticker: 'usdt',
    name: 'Tether USD (Tron)',
    network: 'trx',
    precision: 6,
    usdt: '1',
    minimum: '1',
    isStable: true,
    geckoId: 'tether',
    smartContract: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
    walletRegex: tronRegex,
  },
  {
    id: 73,
    code: 'trx',
    ticker: 'trx',
    name: 'Tron',
    network: 'trx',
    precision: 6,
    usdt: '0.2634',
    minimum: '5',
    isStable: false,
    geckoId: 'tron',
    smartContract: null,
    walletRegex: tronRegex,
  },
  {
    id: 122,
    code: 'usdterc20',
    ticker: 'usdt',
    name: 'Tether USD (Ethereum)',
    network: 'eth',
    precision: 6,
    usdt: '1',
    minimum: '12',
    isStable: true,
    geckoId: 'tether',
    smartContract: '0xdac17f958d2ee523a2206206994597c13d831ec7',
    walletRegex: ethereumRegex,
  },
  {
    id: 8,
    code: 'btc',
    ticker: 'btc',
    name: 'Bitcoin',
    network: 'btc',
    precision: 8,
    usdt: '97250',
    minimum: '0.0001',
    isStable: false,
    geckoId: 'bitcoin',
    smartContract: null,
    walletRegex: '^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}$',
  },
]

/** The vendor lists seven fiat currencies; the practice gateway knows more so that a shop can try its own. */
const fiatRates: Readonly<Record<string, string>> = {
  usd: '1.0007',
  eur: '1.08891',
  gbp: '1.2713',
  cad: '0.7314',
  aud: '0.6578',
  ils: '0.2719',
  ron: '0.2191',
  jpy: '0.006612',
  kwd: '3.2548',
  aed: '0.2725',
  bhd: '2.6552',
  brl: '0.1823',
  chf: '1.1354',
  czk: '0.0432',
  dkk: '0.1461',
  egp: '0.0204',
  hkd: '0.1286',
  huf: '0.0027',
  idr: '0.000062',
  inr: '0.0119',
  jod: '1.4115',
  krw: '0.00071',
  mad: '0.0998',
  mxn: '0.0541',
  ngn: '0.00065',
  nok: '0.0934',
  nzd: '0.5986',
  omr: '2.6003',
  php: '0.0171',
  pln: '0.2533',
  qar: '0.2749',
  sar: '0.2669',
  sek: '0.0956',
  sgd: '0.7455',
  thb: '0.0287',
  tnd: '0.3211',
  try: '0.0291',
  uah: '0.0241',
  vnd: '0.00004',
  zar: '0.0553',
}

export interface Rates {
  isFiat(code: string): boolean
  isKnown(code: string): boolean
  /** The amount in the other currency, rounded half up at the sixth decimal; null for an unknown currency. */
  convert(micro: bigint, from: string, to: string): bigint | null
  set(code: string, usdt: string): void
  reset(): void
}

const table = (): Map<string, bigint> => {
  const entries: [string, string][] = [
    ...coins.map((coin): [string, string] => [coin.code, coin.usdt]),
    ...Object.entries(fiatRates),
  ]
  return new Map(entries.map(([code, usdt]) => [code, parseMicro(usdt) ?? microPerUnit]))
}

export const findCoin = (code: string): Coin | undefined => coins.find((coin) => coin.code === code)

export const createRates = (): Rates => {
  let rates = table()
  return {
    isFiat: (code) => rates.has(code) && findCoin(code) === undefined,
    isKnown: (code) => rates.has(code),
    convert: (micro, from, to) => {
      const fromRate = rates.get(from)
      const toRate = rates.get(to)
      if (fromRate === undefined || toRate === undefined) return null
      return multiplyDivide(micro, fromRate, toRate)
    },
    set: (code, usdt) => {
      const rate = parseMicro(usdt)
      if (rate !== null && rate > 0n) rates = new Map(rates).set(code.toLowerCase(), rate)
    },
    reset: () => {
      rates = table()
    },
  }
}
