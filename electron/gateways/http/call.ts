import type { z } from 'zod'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { CallPriority, GatewayFailure, GatewayResult } from '../gateway.ts'
import type { RequestQueue } from '../request-queue.ts'
import { readBody } from './body.ts'
import type { HttpRequest, Reply, Sender } from './client.ts'

/** How an answer is understood. */
export type Reading<Wire, Value> = {
  /** Whether the request makes a charge: then one may exist, whatever is wrong with the answer. */
  readonly creates: boolean
  /** What the vendor refuses the request with; undefined for an answer that is none. */
  readonly refusal: (reply: Reply) => GatewayFailure | undefined
  readonly schema: z.ZodType<Wire>
  /** Wire shape to our own; the error is either ours, or a few words on what is wrong with the reply. */
  readonly read: (wire: Wire) => Result<Value, GatewayFailure['error'] | string>
}

type Limits = Pick<HttpRequest, 'signal'>

/** Sends one request through the till's queue and brings the answer, or why there is none, into our words. */
export async function call<Request extends Limits, Wire, Value>(
  client: Sender<Request>,
  queue: RequestQueue,
  request: Request,
  priority: CallPriority,
  reading: Reading<Wire, Value>,
): Promise<GatewayResult<Value>> {
  const sent = await send(client, queue, request, priority)
  if (!sent.ok) return sent
  const accepted = accept(sent.value, reading)
  return accepted.ok ? ok({ value: accepted.value, raw: sent.value.raw }) : accepted
}

export async function send<Request extends Limits>(
  client: Sender<Request>,
  queue: RequestQueue,
  request: Request,
  priority: CallPriority,
): Promise<Result<Reply, GatewayFailure>> {
  const { signal } = request
  try {
    return await queue.run(priority, () => client.send(request), signal)
  } catch (error) {
    // The client never throws: only a call given up while it waited ends here.
    if (!signal?.aborted) throw error
    return err(failed({ code: 'notNow' }))
  }
}

/** Refusal, then shape, then meaning. */
export function accept<Wire, Value>(
  reply: Reply,
  { creates, refusal, schema, read }: Reading<Wire, Value>,
): Result<Value, GatewayFailure> {
  const refused = refusal(reply)
  if (refused) return err(refused)
  const body = readBody(schema, reply.text)
  const value = body.ok ? read(body.value) : body
  if (value.ok) return value
  const error =
    typeof value.error === 'string' ? { code: 'badReply' as const, detail: value.error } : value.error
  return err({ error, maybe: creates, raw: reply.raw, retryAfterMs: null })
}

/** A failure without an answer, of a request that was never sent. */
export function failed(error: GatewayFailure['error']): GatewayFailure {
  return { error, maybe: false, raw: null, retryAfterMs: null }
}

export function isSuccess({ status }: Reply): boolean {
  return status >= 200 && status <= 299
}
