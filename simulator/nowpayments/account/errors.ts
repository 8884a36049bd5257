import type { ErrorReply } from '../errors.ts'

// What the account's calls are refused with. The vendor documents the address one; the others are in its style.

const refusal = (status: 400 | 404, code: string, message: string): ErrorReply => ({
  status,
  body: { status: false, statusCode: status, code, message },
})

export const invalidAddress = (currency: string, address: string) =>
  refusal(400, 'BAD_CREATE_WITHDRAWAL_REQUEST', `Invalid payout_address: [${currency}] [${address}]`)
export const insufficientBalance = (currency: string) =>
  refusal(400, 'BAD_CREATE_WITHDRAWAL_REQUEST', `Insufficient balance: [${currency}]`)
export const payoutNotFound = () => refusal(404, 'NOT_FOUND', 'Payout not found')
export const conversionNotFound = () => refusal(404, 'NOT_FOUND', 'Conversion not found')
export const wrongCode = () => refusal(400, 'BAD_REQUEST', 'Verification code is invalid')
export const noAttemptsLeft = () => refusal(400, 'BAD_REQUEST', 'Too many verification attempts')
export const payoutRejected = () => refusal(400, 'BAD_REQUEST', 'Payout is already rejected')
export const unknownCurrency = (code: string) =>
  refusal(400, 'BAD_REQUEST', `Currency ${code.toUpperCase()} is not supported`)
