import { err, ok, type Result } from '../../../../shared/result.ts'
import type { CallOptions } from '../../gateway.ts'
import { plainDecimal, toInstant } from '../mapping.ts'
import { readBody, readValue } from '../wire.ts'
import { type AccountDependencies, ask } from './ask.ts'
import { type AccountFailure, type AccountResult, notSent } from './failure.ts'
import { walk } from './paging.ts'
import { keyOf, type Listing, type ListRow, listingOf, type RowReader, readRow } from './rows.ts'
import { ConversionReply, ConversionRow, ConversionsPage, NamedPayoutRow } from './wire.ts'

const STATUSES = ['waiting', 'processing', 'finished', 'rejected'] as const
export type ConversionStatus = (typeof STATUSES)[number] | 'unknown'

/** One coin of the account's balance made into another. Amounts in decimals of their coin. */
export type Conversion = {
  readonly conversionId: string
  readonly status: ConversionStatus
  readonly vendorStatus: string
  readonly from: { readonly coin: string; readonly amount: string }
  /** Null while the vendor does not know it. */
  readonly to: { readonly coin: string; readonly amount: string | null }
  readonly createdAt: string | null
  readonly updatedAt: string | null
}

/** `amount` as decimal text in `from`. */
export type ConversionRequest = { readonly from: string; readonly to: string; readonly amount: string }

const COIN_CODE = /^[a-z0-9]{1,30}$/
const AMOUNT = /^\d{1,15}(\.\d{1,18})?$/
const CONVERSIONS_A_PAGE = 100

/** Has no id of ours: after a lost reply (`maybe`) the list shows whether it was made, and nothing else does. */
export async function convert(
  account: AccountDependencies,
  { from, to, amount }: ConversionRequest,
  options: CallOptions,
): Promise<AccountResult<Conversion>> {
  const [source, target] = [from.toLowerCase(), to.toLowerCase()]
  if (!COIN_CODE.test(source)) return err(notSent({ code: 'invalidInput', field: 'from' }))
  if (!COIN_CODE.test(target) || source === target) return err(notSent({ code: 'invalidInput', field: 'to' }))
  if (!AMOUNT.test(amount) || !/[1-9]/.test(amount)) {
    return err(notSent({ code: 'invalidInput', field: 'amount' }))
  }
  const coins = JSON.stringify({ from_currency: source, to_currency: target })
  return ask(account, {
    // Digit by digit, since a float would choose its own; JSON allows no zeros in front.
    request: { path: '/conversion', body: `{"amount":${amount.replace(/^0+(?=\d)/, '')},${coins.slice(1)}` },
    options,
    token: 'needed',
    changes: true,
    priority: 'person',
    read: readOne,
  })
}

export function readConversion(
  account: AccountDependencies,
  id: string,
  options: CallOptions,
): Promise<AccountResult<Conversion>> {
  return ask(account, {
    request: { path: `/conversion/${encodeURIComponent(id)}` },
    options,
    token: 'needed',
    changes: false,
    priority: 'background',
    read: readOne,
  })
}

export async function listConversions(
  account: AccountDependencies,
  options: CallOptions,
): Promise<Result<Listing<Conversion>, AccountFailure>> {
  const walked = await walk<ListRow<Conversion>>({
    async ask(page) {
      const answer = await ask(account, {
        request: {
          path: '/conversion',
          query: { limit: String(CONVERSIONS_A_PAGE), offset: String(page * CONVERSIONS_A_PAGE) },
        },
        options,
        token: 'needed',
        changes: false,
        priority: 'background',
        read(text) {
          const body = readBody(ConversionsPage, text)
          // Its `count` is not said to be the whole list's: the list ends where nothing more comes.
          return body.ok
            ? ok({ rows: body.value.result.map((row) => readRow(reader, row)), total: null })
            : body
        },
      })
      return answer.ok ? ok(answer.value.value) : answer
    },
    keyOf,
  })
  return walked.ok ? listingOf(walked.value) : walked
}

const reader: RowReader<ConversionRow, Conversion> = {
  schema: ConversionRow,
  read: (row) => ok(toConversion(row)),
  idOf: ({ conversionId }) => conversionId,
  idOfAny(row) {
    const named = readValue(NamedPayoutRow, row)
    return named.ok ? named.value.id : null
  },
}

function readOne(text: string): Result<Conversion, string> {
  const body = readBody(ConversionReply, text)
  return body.ok ? ok(toConversion(body.value.result)) : body
}

function toConversion(row: ConversionRow): Conversion {
  const word = row.status.toLowerCase()
  return {
    conversionId: row.id,
    status: STATUSES.find((status) => status === word) ?? 'unknown',
    vendorStatus: row.status,
    from: { coin: row.from_currency.toLowerCase(), amount: plainDecimal(row.from_amount) },
    to: {
      coin: row.to_currency.toLowerCase(),
      amount: row.to_amount === null ? null : plainDecimal(row.to_amount),
    },
    createdAt: toInstant(row.created_at),
    updatedAt: toInstant(row.updated_at),
  }
}
