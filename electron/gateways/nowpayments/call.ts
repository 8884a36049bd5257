import type { z } from 'zod'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { CallPriority, GatewayFailure, GatewayResult } from '../gateway.ts'
import type { RequestQueue } from '../request-queue.ts'
import type { ClientRequest, NowPaymentsClient, Reply } from './client.ts'
import { type RequestContext, refusalFailure } from './refusal.ts'
import { readBody } from './wire.ts'

export type Call<Wire, Value> = {
  readonly request: ClientRequest
  readonly priority: CallPriority
  readonly context: RequestContext
  readonly schema: z.ZodType<Wire>
  /** Wire shape to our own; the error is either ours, or a few words on what is wrong with the reply. */
  readonly read: (wire: Wire) => Result<Value, GatewayFailure['error'] | string>
}

/** Sends one request through the till's queue and brings the answer, or why there is none, into our words. */
export async function call<Wire, Value>(
  client: NowPaymentsClient,
  queue: RequestQueue,
  what: Call<Wire, Value>,
): Promise<GatewayResult<Value>> {
  const sent = await send(client, queue, what.request, what.priority)
  if (!sent.ok) return sent
  const accepted = accept(sent.value, what)
  return accepted.ok ? ok({ value: accepted.value, raw: sent.value.raw }) : accepted
}

export async function send(
  client: NowPaymentsClient,
  queue: RequestQueue,
  request: ClientRequest,
  priority: CallPriority,
): Promise<Result<Reply, GatewayFailure>> {
  const { signal } = request
  try {
    return await queue.run(priority, () => client.send(request), signal)
  } catch (error) {
    // The client never throws: only a call given up while it waited ends here.
    if (!signal?.aborted) throw error
    return err({ error: { code: 'notNow' }, maybe: false, raw: null, retryAfterMs: null })
  }
}

/** Status, then shape, then meaning. Whatever is wrong with the answer to a create, a charge may exist. */
export function accept<Wire, Value>(
  reply: Reply,
  what: Pick<Call<Wire, Value>, 'context' | 'schema' | 'read'>,
): Result<Value, GatewayFailure> {
  if (reply.status < 200 || reply.status > 299) return err(refusalFailure(reply, what.context))
  const body = readBody(what.schema, reply.text)
  const value = body.ok ? what.read(body.value) : body
  if (value.ok) return value
  const error =
    typeof value.error === 'string' ? { code: 'badReply' as const, detail: value.error } : value.error
  return err({ error, maybe: what.context.purpose === 'create', raw: reply.raw, retryAfterMs: null })
}
