import { createHttpClient, type HttpOptions, type HttpRequest, type Sender } from '../http/client.ts'
import { signRequest } from './signature.ts'

export const PRODUCTION_URL = 'https://api.paystablecoin.global'
export const SANDBOX_URL = 'https://api.sandbox.paystablecoin.global'

export type ClientOptions = Omit<HttpOptions, 'secrets'> & { readonly apiSecret: string }

/** No query: the vendor would want it signed. */
export type ClientRequest = Pick<HttpRequest, 'path' | 'body' | 'signal' | 'timeoutMs'>

/** Every request is signed with the time it leaves, not the time it was asked for: it may have waited for its turn. */
export function createClient({ apiSecret, ...options }: ClientOptions): Sender<ClientRequest> {
  const { clock } = options
  const http = createHttpClient({ ...options, secrets: [apiSecret] })
  return {
    send(request) {
      const timestamp = String(clock.now())
      const { path, body = null } = request
      const method = body === null ? 'GET' : 'POST'
      const signature = signRequest({ timestamp, method, path, content: body }, apiSecret)
      return http.send({ ...request, headers: { 'X-Timestamp': timestamp, 'X-Signature': signature } })
    },
  }
}
