import { MOST_USDT } from '../../../../shared/money/usdt.ts'
import type { PayoutObservation } from '../../../../shared/refund/payout.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { isPayableTronAddress } from '../../../../shared/tron/address.ts'
import type { CallOptions } from '../../gateway.ts'
import { COIN } from '../charge.ts'
import { printable } from '../refusal.ts'
import { readBody, readRefusal, readValue } from '../wire.ts'
import { type AccountDependencies, ask, readOk } from './ask.ts'
import { type AccountFailure, type AccountResult, notSent } from './failure.ts'
import { walk } from './paging.ts'
import { type PayoutRequest, payoutBody, toCreatedPayout, toPayout } from './payout-mapping.ts'
import { keyOf, type Listing, type ListRow, listingOf, type RowReader, readRow } from './rows.ts'
import { CreatedPayout, NamedPayoutRow, PayoutRow, PayoutsPage, ReadPayout } from './wire.ts'

const PAYOUTS_A_PAGE = 100
const EXTERNAL_ID = /^[\x21-\x7e]{1,64}$/

/** Whether the gateway would pay out to an address: advice, since only `POST /payout` decides. */
export function validateAddress(
  account: AccountDependencies,
  address: string,
  options: CallOptions,
): Promise<AccountResult<null>> {
  return ask(account, {
    request: {
      path: '/payout/validate-address',
      body: JSON.stringify({ address, currency: COIN, extra_id: null }),
    },
    options,
    token: 'ifThere',
    changes: false,
    priority: 'person',
    read: readOk,
    refused(reply, failure) {
      const refusal = readRefusal(reply.raw)
      const isAboutAddress = reply.status === 400 && refusal !== undefined
      return isAboutAddress
        ? { ...failure, error: { code: 'addressRefused', detail: printable(refusal.message) } }
        : failure
    },
  })
}

/**
 * Asks for one payout. Not idempotent: NOWPayments does not promise that it refuses an external id it knows. After a
 * failure with `maybe` it must never be asked for again; `findPayouts` tells whether it is there.
 */
export async function createPayout(
  account: AccountDependencies,
  request: PayoutRequest,
  options: CallOptions,
): Promise<AccountResult<PayoutObservation>> {
  if (!EXTERNAL_ID.test(request.externalId)) return invalid('externalId')
  if (!isPayableTronAddress(request.address)) return invalid('address')
  if (request.amount <= 0n || request.amount > MOST_USDT) return invalid('amount')
  return ask(account, {
    request: { path: '/payout', body: payoutBody(request) },
    options,
    token: 'needed',
    changes: true,
    priority: 'person',
    read(text) {
      const body = readBody(CreatedPayout, text)
      return body.ok ? toCreatedPayout(body.value, request) : body
    },
  })
}

function invalid(field: string): AccountResult<never> {
  return err(notSent({ code: 'invalidInput', field }))
}

/** One look at a payout by its batch, which holds no other. */
export function readPayout(
  account: AccountDependencies,
  batchId: string,
  options: CallOptions,
): Promise<AccountResult<PayoutObservation>> {
  return ask(account, {
    request: { path: `/payout/${encodeURIComponent(batchId)}` },
    options,
    token: 'ifThere',
    changes: false,
    priority: 'background',
    read(text) {
      const body = readBody(ReadPayout, text)
      if (!body.ok) return body
      const [row, ...others] = body.value
      if (row === undefined) return err({ code: 'notFound' })
      if (others.length > 0) return err('several withdrawals')
      return row.batch_withdrawal_id === batchId ? toPayout(row) : err('field batch_withdrawal_id')
    },
  })
}

/** Every payout since a day, ours and others, newest first. `since` is ISO. */
export async function listPayouts(
  account: AccountDependencies,
  since: string,
  options: CallOptions,
): Promise<Result<Listing<PayoutObservation>, AccountFailure>> {
  const walked = await walk<ListRow<PayoutObservation>>({
    async ask(page) {
      const answer = await ask(account, {
        request: { path: '/payout', query: pageQuery(since, page) },
        options,
        token: 'needed',
        changes: false,
        priority: 'background',
        read(text) {
          const body = readBody(PayoutsPage, text)
          return body.ok
            ? ok({ rows: body.value.payouts.map((row) => readRow(reader, row)), total: null })
            : body
        },
      })
      return answer.ok ? ok(answer.value.value) : answer
    },
    keyOf,
  })
  return walked.ok ? listingOf(walked.value) : walked
}

function pageQuery(since: string, page: number): Record<string, string> {
  return {
    limit: String(PAYOUTS_A_PAGE),
    page: String(page),
    order_by: 'dateCreated',
    order: 'desc',
    date_from: since,
  }
}

const reader: RowReader<PayoutRow, PayoutObservation> = {
  schema: PayoutRow,
  read: toPayout,
  idOf: ({ payoutId }) => payoutId,
  idOfAny(row) {
    const named = readValue(NamedPayoutRow, row)
    return named.ok ? named.value.id : null
  },
}

/**
 * What a search by external id found. More than one match is two payouts for one refund. `certain` is false when some
 * of the list could not be read: what is not found may be there. Nothing found is no proof either way, because a
 * request may still be on its way: only a person decides that it never arrived.
 */
export type PayoutSearch = { readonly matches: readonly PayoutObservation[]; readonly certain: boolean }

/** `since`: the day before the payout was asked for is enough. */
export async function findPayouts(
  account: AccountDependencies,
  externalId: string,
  since: string,
  options: CallOptions,
): Promise<Result<PayoutSearch, AccountFailure>> {
  const listed = await listPayouts(account, since, options)
  if (!listed.ok) return listed
  const { rows, malformed, complete } = listed.value
  const matches = rows.filter((payout) => payout.externalId === externalId)
  return ok({ matches, certain: complete && malformed.length === 0 })
}
