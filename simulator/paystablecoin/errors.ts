import type { Refusal } from '../misbehaviour/vendor-faults.ts'

// The vendor's errors, by its own list (docs.paystablecoin.global/en/errors.html): every answer of the API has HTTP 200
// and a code of five digits, 10xxx for what is sent, 20xxx for what is done, 40xxx for what is not found, 50xxx for who
// asks. Codes and texts are the vendor's, but for 40001 and 50001 to 50003, whose numbers and texts are ours, and the
// name of the field behind a text.

/** `status` is that of a server that does not keep to HTTP 200; `isFixed` for what never reaches the API. */
export type ErrorReply = { status: Refusal['status']; code: string; message: string; isFixed: boolean }

const errorReply = (status: Refusal['status'], code: string, message: string): ErrorReply => ({
  ...{ status, code, message },
  isFixed: false,
})

/** Refused by the server before the API, of which the vendor's list says nothing. */
const serverReply = (status: Refusal['status'], message: string): ErrorReply => ({
  ...{ status, code: `${status}00`, message },
  isFixed: true,
})

export const invalidJson = () => errorReply(400, '10001', 'Invalid argument')
export const missingParameter = (field: string) =>
  errorReply(400, '10002', `Missing required parameter: ${field}`)
export const invalidFormat = (field: string) => errorReply(400, '10003', `Invalid parameter format: ${field}`)
export const amountZero = () => errorReply(400, '10004', 'Order amount must be greater than 0')
export const expiresTooSoon = () =>
  errorReply(400, '10005', 'Expiration time cannot be earlier than current time')
export const currencyUnknown = () => errorReply(400, '10006', 'Currency not supported')
export const invalidMerchant = () => errorReply(404, '10007', 'Invalid merchant')
export const amountOutOfRange = () => errorReply(400, '10008', 'Amount is not within the allowed range')
export const amountTooFine = () => errorReply(400, '10009', 'Amount precision is not within reasonable range')
export const methodUnavailable = () => errorReply(400, '10010', 'Invalid payment method')
export const duplicateOrder = () => errorReply(409, '20001', 'Order already exists')
export const orderNotFound = () => errorReply(404, '40001', 'Order not found')
export const unsigned = () => errorReply(401, '50001', 'Unauthorized')
export const invalidSignature = () => errorReply(401, '50002', 'Invalid signature')
export const timestampExpired = () => errorReply(401, '50003', 'Timestamp expired')
export const permissionDisabled = () => errorReply(403, '50010', 'API_PERMISSION_DISABLED')
export const internalError = () => errorReply(500, '99999', 'System error')

export const notFound = () => serverReply(404, 'Not found')
export const wrongMethod = () => serverReply(405, 'Method not allowed')
export const tooLarge = () => serverReply(413, 'Request too large')
