// The vendor's error bodies. Where its own text is not known (the 404) the envelope is still its own.

export type ErrorReply = {
  status: 400 | 401 | 403 | 404 | 500
  body: { status: false; statusCode: number; code: string; message: string }
}

const errorReply = (status: ErrorReply['status'], code: string, message: string): ErrorReply => ({
  status,
  body: { status: false, statusCode: status, code, message },
})

export const invalidApiKey = () => errorReply(403, 'INVALID_API_KEY', 'Invalid api key')
export const authRequired = () =>
  errorReply(401, 'AUTH_REQUIRED', 'Authorization header is empty (Bearer JWTtoken is required)')
export const invalidToken = () =>
  errorReply(401, 'AUTH_REQUIRED', 'Authorization token is invalid or expired')
export const wrongLogin = () => errorReply(403, 'INVALID_LOGIN', 'Wrong email or password')
export const invalidParams = (message: string) => errorReply(400, 'INVALID_REQUEST_PARAMS', message)
export const amountTooSmall = (amount: string) =>
  errorReply(400, 'AMOUNT_MINIMAL_ERROR', `Crypto amount ${amount} is less than minimal`)
export const coinUnavailable = (code: string) =>
  errorReply(400, 'CURRENCY_UNAVAILABLE', `Currency ${code.toUpperCase()} is not available`)
export const noEstimate = (from: string, to: string) =>
  errorReply(500, 'INTERNAL_ERROR', `Can not get estimate from ${from.toUpperCase()} to ${to.toUpperCase()}`)
export const internalError = () =>
  errorReply(500, 'INTERNAL_ERROR', 'The server encountered an internal error')
export const paymentNotFound = () => errorReply(404, 'PAYMENT_NOT_FOUND', 'Payment not found')
export const invoiceNotFound = () => errorReply(404, 'INVOICE_NOT_FOUND', 'Invoice not found')
