import type { AppError } from '../../../shared/app-error.ts'
import type { GatewayFailure } from '../gateway.ts'

/** Who ended an exchange on our side. */
export type Interruption = 'timeout' | 'caller'

type Cause = { readonly error: AppError; readonly sent: boolean }

const NO_NETWORK = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
])
/** Raised by Node before the first byte of the request goes out. */
const BEFORE_SENDING = new Set(['connect', 'getaddrinfo'])
const UNTRUSTED = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$)/
const UNREADABLE = /^(HPE_|Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/

/**
 * Why no whole answer came, in words a shop can act on.
 *
 * A name that cannot be looked up or a network without a route is the shop's own connection (`noNetwork`); a refused
 * or a cut connection means that the network works and the gateway does not (`gatewayDown`); a certificate that
 * cannot be trusted is somebody else answering (`badReply`). `maybe` only for requests that change something, and
 * only when their bytes may have left this computer. The thrown value itself goes no further: it holds the key.
 */
export function transportFailure(
  thrown: unknown,
  interruption: Interruption | null,
  changes: boolean,
): GatewayFailure {
  const { error, sent } = interruption === null ? causeOf(thrown) : interrupted(interruption)
  return { error, maybe: changes && sent, raw: null, retryAfterMs: null }
}

function interrupted(by: Interruption): Cause {
  return { error: { code: by === 'timeout' ? 'gatewayTimeout' : 'notNow' }, sent: true }
}

function causeOf(thrown: unknown): Cause {
  const code = text(thrown, 'code')
  const sent = !BEFORE_SENDING.has(syscallOf(thrown))
  if (NO_NETWORK.has(code)) return { error: { code: 'noNetwork' }, sent }
  if (code === 'ETIMEDOUT') return { error: { code: 'gatewayTimeout' }, sent }
  if (code === 'ERR_INVALID_CHAR') return { error: { code: 'invalidInput', field: 'apiKey' }, sent: false }
  if (UNTRUSTED.test(code))
    return { error: { code: 'badReply', detail: `certificate: ${code}` }, sent: false }
  if (UNREADABLE.test(code)) return { error: { code: 'badReply', detail: `unreadable: ${code}` }, sent }
  if (text(thrown, 'message').startsWith('maxContentLength')) {
    return { error: { code: 'badReply', detail: 'larger than 1 MiB' }, sent }
  }
  return { error: { code: 'gatewayDown', httpStatus: null }, sent }
}

/** Node tries several addresses of one name and then reports them as a list of errors. */
function syscallOf(thrown: unknown): string {
  const cause = property(thrown, 'cause') ?? thrown
  const list = property(cause, 'errors')
  return text(Array.isArray(list) ? list[0] : cause, 'syscall')
}

function text(value: unknown, key: string): string {
  const found = property(value, key)
  return typeof found === 'string' ? found : ''
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
