import { expect, it } from 'vitest'
import { transactionIdIn } from '../../../../../electron/gateways/paystablecoin/transaction-id.ts'

const HASH = '77ff0c0000000000000000000000000000000000000000000000000000000000'

it.each([
  { txHash: HASH },
  { transactionHash: HASH },
  { txId: HASH },
  { tx_id: HASH },
  { hash: HASH },
  { transaction: { hash: HASH } },
  { txHash: `0x${HASH.toUpperCase()}` },
  [{ amount: '1' }, { txid: HASH }],
  HASH,
])('is found in %j', (detail) => {
  expect(transactionIdIn(detail)).toBe(HASH)
})

it.each([
  null,
  undefined,
  {},
  [],
  'pending',
  { txHash: 'pending' },
  { txHash: null },
  { blockHash: HASH },
  { fromAddress: HASH },
  7,
])('is not found in %j', (detail) => {
  expect(transactionIdIn(detail)).toBeNull()
})
