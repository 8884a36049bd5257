import { createHttpClient, type HttpOptions, type HttpRequest, type Sender } from '../http/client.ts'
import { sign } from './signature.ts'

export const API_URL = 'https://usdt-payments.com'

export type ClientOptions = Omit<HttpOptions, 'secrets'> & {
  readonly apiKey: string
  readonly apiSecret: string
}

export type ClientRequest = Omit<HttpRequest, 'headers' | 'secrets'>

/**
 * Every request carries the key and the signature of exactly the bytes of its body. A question has no body: it signs the
 * empty text, which the vendor's papers leave open (USDT Payments API, status).
 */
export function createClient({ apiKey, apiSecret, ...options }: ClientOptions): Sender<ClientRequest> {
  const http = createHttpClient({ ...options, secrets: [apiKey, apiSecret] })
  return {
    send: (request) =>
      http.send({
        ...request,
        headers: { 'X-API-Key': apiKey, 'X-Signature': sign(request.body ?? '', apiSecret) },
      }),
  }
}
