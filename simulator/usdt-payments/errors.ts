import type { Refusal } from '../misbehaviour/vendor-faults.ts'

// The vendor's error bodies. The first three texts are documented; HTTP statuses and the other texts are not.

const errorReply = (status: Refusal['status'], error: string): Refusal => ({
  status,
  body: { ok: false, error },
})

export const invalidApiKey = () => errorReply(401, 'Invalid API key')
export const invalidSignature = () => errorReply(401, 'Invalid signature')
export const amountNotPositive = () => errorReply(400, 'Amount must be greater than zero')
export const invalidJson = () => errorReply(400, 'Invalid JSON')
export const missing = (field: string) => errorReply(400, `${field} is required`)
export const invalid = (field: string) => errorReply(400, `${field} is invalid`)
export const duplicateOrder = () => errorReply(409, 'Order already exists')
export const paymentNotFound = () => errorReply(404, 'Payment not found')
export const notFound = () => errorReply(404, 'Not found')
export const wrongMethod = () => errorReply(405, 'Method not allowed')
export const tooLarge = () => errorReply(413, 'Request is too large')
export const internalError = () => errorReply(500, 'Internal server error')
