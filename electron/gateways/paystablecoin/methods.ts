import type { AppError } from '../../../shared/app-error.ts'
import { formatUsdt, type MicroUsdt } from '../../../shared/money/usdt.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { COIN } from '../charge-checks.ts'
import { toMicroUsdt } from '../http/values.ts'
import type { Method, MethodsReply } from './wire.ts'

/** One way to pay, as the vendor offers it to the shop now. Amounts in micro-USDT; null: no such limit is named. */
export type PaymentMethod = {
  readonly coin: string
  readonly currency: string
  readonly network: string
  /** What the vendor calls the network to people: "TRON Network". */
  readonly networkName: string
  readonly minimum: MicroUsdt | null
  readonly maximum: MicroUsdt | null
}

/** "USDT" on "tron" is our `usdttrc20`; a coin of any other network keeps its name apart. */
export function coinOf(currency: string, network: string): string {
  const isTron = network.toLowerCase() === 'tron'
  return isTron ? `${currency.toLowerCase()}trc20` : `${currency}-${network}`.toLowerCase()
}

/** In the order the vendor wants them shown; those without a place come last, in the order they came. */
export function toMethods({ data }: MethodsReply): Result<readonly PaymentMethod[]> {
  const placed = data.map((method) => ({
    method,
    place: Number(method.displayOrder ?? Number.POSITIVE_INFINITY),
  }))
  const sorted = placed.toSorted((one, other) => (one.place === other.place ? 0 : one.place - other.place))
  return ok(sorted.map(({ method }) => toMethod(method)))
}

function toMethod(method: Method): PaymentMethod {
  return {
    coin: coinOf(method.cryptoCurrency, method.network),
    currency: method.cryptoCurrency,
    network: method.network,
    networkName: method.networkDisplayName ?? method.network,
    minimum: method.minAmount === null ? null : (toMicroUsdt(method.minAmount, 'up') ?? null),
    maximum: method.maxAmount === null ? null : (toMicroUsdt(method.maxAmount, 'down') ?? null),
  }
}

/** USDT on TRON, the first of its kind. Errors: `methodNotOffered`. */
export function ownMethod(methods: readonly PaymentMethod[]): Result<PaymentMethod> {
  const method = methods.find(({ coin }) => coin === COIN)
  return method ? ok(method) : err({ code: 'methodNotOffered' })
}

/** Why the method does not take the amount; null when it does. `currency` is the price's. */
export function limitError(method: PaymentMethod, usdt: MicroUsdt, currency: string): AppError | null {
  const { minimum, maximum } = method
  if (minimum !== null && usdt < minimum) {
    return { code: 'amountTooSmall', minimumUsdt: formatUsdt(minimum), minimumPrice: null, currency }
  }
  if (maximum !== null && usdt > maximum) {
    return { code: 'amountTooLarge', maximum: formatUsdt(maximum), currency: 'USDT' }
  }
  return null
}
