import type { Context } from 'hono'
import type { Refusal } from '../misbehaviour/vendor-faults.ts'
import type { ErrorReply } from './errors.ts'
import type { Gateway } from './gateway.ts'
import { successBody } from './wire.ts'

/** An error in the body and with the HTTP status that the settings ask for. */
export const worded = (gateway: Gateway, { status, code, message, isFixed }: ErrorReply): Refusal => {
  const { errorStatus, messageField } = gateway.settings.current()
  const isPlain = errorStatus === '200' && !isFixed
  return { status: isPlain ? 200 : status, body: { code, [messageField]: message } }
}

export const refuse = (c: Context, gateway: Gateway, error: ErrorReply): Response => {
  const { body, status } = worded(gateway, error)
  return c.json(body, status)
}

export const succeed = (c: Context, gateway: Gateway, data: object): Response =>
  c.json(successBody(data, gateway.settings.current()))
