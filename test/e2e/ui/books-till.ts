import type { Page } from '@playwright/test'
import type { ReconciliationReport, ReportedDifference } from '../../../shared/contract/reconciliation.ts'
import { ACTION_OF, DifferenceCause, DifferenceKind } from '../../../shared/reconciliation/difference.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { NOW } from '../../support/views.ts'
import { PAYMENT_ID } from './relay-till.ts'

// Comparisons as main answers them, and the way to where the owner asks for one.

export const UNTIL = '2026-11-21T14:07:00.000Z'
export const SIGNED_IN = {
  account: { isThere: true, signedInUntil: UNTIL, practiceLogin: null },
} as const
export const SIGNED_OUT = { account: { ...SIGNED_IN.account, signedInUntil: null } } as const

/** Two gateways that offer no list are set up as well. */
export const MORE_GATEWAYS = {
  gateways: gatewayViews('live', {
    nowpayments: { live: { 'api-key': 'K3Y9' } },
    'usdt-payments': { live: { 'api-key': 'aaaa', 'api-secret': 'bbbb' } },
    paystablecoin: { live: { 'merchant-id': 'cccc', 'api-secret': 'dddd' } },
  }),
}

/** A line about payment 118. */
export function aDifference(
  change: Partial<ReportedDifference> & Pick<ReportedDifference, 'kind' | 'cause'>,
): ReportedDifference {
  return {
    action: ACTION_OF[change.cause],
    payment: { id: PAYMENT_ID, number: 118, status: 'expired' },
    chargeId: '5077125051',
    orderId: 'Till2-0118-k3m9xq2p',
    callbackId: null,
    at: '2026-11-20T11:31:07.000Z',
    ours: '0.000000',
    theirs: '19.874210',
    word: 'finished',
    count: 1,
    record: null,
    ...change,
  }
}

export const MISSED = aDifference({ kind: 'finishMissed', cause: 'lookMissed' })

const none = { payment: null, chargeId: null, orderId: null, ours: null, theirs: null, word: null }

/** A list as a bad week leaves it. */
export const SOME: readonly ReportedDifference[] = [
  aDifference({
    ...{ kind: 'reversed', cause: 'takenBack', ours: '31.500000', word: 'refunded' },
    payment: { id: PAYMENT_ID, number: 97, status: 'paid' },
    theirs: '31.500000',
    record: { key: 'reversed 1', decided: null },
  }),
  MISSED,
  aDifference({
    ...none,
    ...{ kind: 'ownOrderUnknown', cause: 'journalOlder', orderId: 'Till2-0119-aaaaaaaa' },
    record: {
      key: 'ownOrderUnknown 2',
      decided: {
        ...{ decision: 'explained', reason: 'Sold before the journal was put back', at: NOW },
        person: { id: 'p1', name: 'Ana' },
      },
    },
  }),
  aDifference({ kind: 'moneyOwed', cause: 'notPaidBack', ours: '1.000000', theirs: null, word: null }),
  aDifference({ ...none, kind: 'callbacksStopped', cause: 'relaySilent', count: 12 }),
  aDifference({
    ...none,
    kind: 'otherTill',
    cause: 'anotherTill',
    word: 'Bar',
    count: 31,
    theirs: '412.118000',
  }),
]

/** Every cause, and every kind, in no sensible pairs. */
export function everything(): ReportedDifference[] {
  const kinds = DifferenceKind.options
  return DifferenceCause.options.map((cause, place) =>
    aDifference({
      ...{ kind: kinds[place % kinds.length] ?? 'stuck', cause, count: place + 1 },
      record: { key: cause, decided: null },
    }),
  )
}

export function aReport(change: Partial<ReconciliationReport> = {}): ReconciliationReport {
  const differences = change.differences ?? []
  return {
    days: { from: '2026-11-15', to: '2026-11-21' },
    asOf: NOW,
    complete: true,
    differences,
    found: differences.length,
    compared: { payments: 128, listed: 131, log: { state: 'read', callbacks: 402 } },
    elsewhere: [],
    isKept: true,
    ...change,
  }
}

/** From now on a comparison finds this. */
export function answerRun(backend: FakeBackend, change: Partial<ReconciliationReport> = {}): void {
  backend.answer('reconciliation.run', ok(aReport(change)))
  backend.answer('reconciliation.cancel', ok(null))
}

export const compareButton = (page: Page) => page.getByRole('button', { name: 'Compare', exact: true })
export const linesOf = (page: Page) => page.getByRole('region', { name: 'Differences' }).getByRole('listitem')

export async function openBooks(page: Page, name = 'Reconciliation'): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('s')
  await page.getByRole('button', { name, exact: true }).click()
}
