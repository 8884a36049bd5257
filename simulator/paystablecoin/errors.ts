import type { Refusal } from '../misbehaviour/vendor-faults.ts'

// The vendor's errors. 50010 is documented; the other codes, the texts and the HTTP statuses are not.

export type ErrorReply = { status: Refusal['status']; code: string; message: string }

const errorReply = (status: Refusal['status'], code: string, message: string): ErrorReply => ({
  status,
  code,
  message,
})

export const invalidParameter = (field: string) => errorReply(400, '40001', `INVALID_PARAMETER: ${field}`)
export const methodUnavailable = () => errorReply(400, '40002', 'PAYMENT_METHOD_NOT_SUPPORTED')
export const amountOutOfRange = () => errorReply(400, '40003', 'AMOUNT_OUT_OF_RANGE')
export const invalidJson = () => errorReply(400, '40004', 'INVALID_JSON')
export const invalidSignature = () => errorReply(401, '40101', 'INVALID_SIGNATURE')
export const timestampExpired = () => errorReply(401, '40102', 'TIMESTAMP_EXPIRED')
export const unsigned = () => errorReply(401, '40103', 'MISSING_SIGNATURE_HEADERS')
export const permissionDisabled = () => errorReply(403, '50010', 'API_PERMISSION_DISABLED')
export const notFound = () => errorReply(404, '40400', 'NOT_FOUND')
export const merchantNotFound = () => errorReply(404, '40401', 'MERCHANT_NOT_FOUND')
export const orderNotFound = () => errorReply(404, '40402', 'ORDER_NOT_FOUND')
export const wrongMethod = () => errorReply(405, '40500', 'METHOD_NOT_ALLOWED')
export const duplicateOrder = () => errorReply(409, '40901', 'MERCHANT_ORDER_ID_EXISTS')
export const tooLarge = () => errorReply(413, '41300', 'REQUEST_TOO_LARGE')
export const internalError = () => errorReply(500, '50000', 'INTERNAL_ERROR')
