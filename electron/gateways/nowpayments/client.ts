import { createHttpClient, type HttpOptions, type HttpRequest, type Sender } from '../http/client.ts'

export type { Reply } from '../http/client.ts'

export const PRODUCTION_URL = 'https://api.nowpayments.io/v1'
export const SANDBOX_URL = 'https://api-sandbox.nowpayments.io/v1'

export type ClientOptions = Omit<HttpOptions, 'secrets'> & { readonly apiKey: string }

export type ClientRequest = Omit<HttpRequest, 'headers' | 'secrets'> & {
  /** The token of a signed-in account, where the API key alone does not do. */
  readonly bearer?: string | undefined
}

export type NowPaymentsClient = Sender<ClientRequest>

/** Every request carries the API key, those of a signed-in account its token too. */
export function createClient({ apiKey, ...options }: ClientOptions): NowPaymentsClient {
  const http = createHttpClient({ ...options, secrets: [apiKey] })
  return {
    send: ({ bearer, ...request }) =>
      http.send({
        ...request,
        headers: { 'x-api-key': apiKey, ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }) },
        ...(bearer !== undefined && { secrets: [bearer] }),
      }),
  }
}
