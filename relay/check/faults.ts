import type { Answer } from './exchange.ts'
import type { Problem } from './report.ts'

// What went wrong on the way, in sentences. Whoever reads them set the relay up a quarter of an hour ago.

const PROXY_LOG = 'The log of the proxy names the reason (journalctl -u caddy).'

const BY_CODE: Readonly<Record<string, Problem>> = {
  ENOTFOUND: {
    sentence: 'The name has no address.',
    remedy: 'Make an A record for it (and an AAAA record for IPv6) where the domain is managed.',
  },
  EAI_AGAIN: {
    sentence: 'The name server did not answer.',
    remedy: 'Try again in a minute, or from another computer.',
  },
  ECONNREFUSED: {
    sentence: 'Nothing listens there.',
    remedy: 'Start the proxy (systemctl status caddy), and let its port through the firewall.',
  },
  EHOSTUNREACH: {
    sentence: 'There is no way to that address.',
    remedy: 'Does the name point to the right server?',
  },
  ENETUNREACH: {
    sentence: 'There is no way to that address.',
    remedy: 'Is this computer online, and does the name point to the right server?',
  },
  CERT_HAS_EXPIRED: {
    sentence: 'The TLS certificate has expired.',
    remedy: `The proxy does not renew it. ${PROXY_LOG}`,
  },
  CERT_NOT_YET_VALID: {
    sentence: 'The TLS certificate is not valid yet.',
    remedy: 'Set the clock of this computer, or that of the server.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    sentence: 'The TLS certificate is for another name.',
    remedy: 'The name in the address must be the one in the Caddyfile (or server_name of nginx).',
  },
}

const NOT_TRUSTED: Problem = {
  sentence: 'The TLS certificate is not trusted: no known authority has issued it.',
  remedy: `Gateways will refuse it, too. The proxy needs a public certificate, sent with its whole chain. ${PROXY_LOG}`,
}

const NOT_TRUSTED_CODES = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

const TIMED_OUT: Problem = {
  sentence: 'Nobody answers there in time.',
  remedy: 'A firewall may swallow it: port 443 must be open, at the provider of the server as well.',
}

/** What an error of the network means; `error` is whatever node:dns, node:tls or node:http gave. */
export function problemOf(error: unknown): Problem {
  const { code = '', name = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  if (NOT_TRUSTED_CODES.includes(code)) return NOT_TRUSTED
  if (['ETIMEDOUT', 'ABORT_ERR'].includes(code) || name === 'TimeoutError') return TIMED_OUT
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return {
      sentence: `No TLS connection comes about (${code}).`,
      remedy: `Is the name in the Caddyfile, and has the proxy a certificate for it? ${PROXY_LOG}`,
    }
  }
  return (
    BY_CODE[code] ?? {
      sentence: `The connection broke (${code || String(error)}).`,
      remedy: 'Try again. The logs of the proxy and of the relay say what they saw.',
    }
  )
}

/** What an answer means that should not have come; `what` is what was asked for. */
export function refusalOf(what: string, { status, headers }: Pick<Answer, 'status' | 'headers'>): Problem {
  if (status >= 300 && status < 400) {
    return {
      sentence: `${what} is redirected (${status}) to ${originOf(headers.location)}.`,
      remedy: 'Neither gateways nor tills follow. Use the address it leads to.',
    }
  }
  if (status === 401 || status === 403) {
    return {
      sentence: `${what} is forbidden (${status}).`,
      remedy: 'The proxy or a firewall in front of it wants a password or refuses strangers. It must not.',
    }
  }
  if (status === 413) {
    return {
      sentence: `${what} is too large for the proxy (413).`,
      remedy: 'Let it pass bodies of up to 64 KiB.',
    }
  }
  if (status === 502 || status === 504) {
    return {
      sentence: `The proxy answers, and does not reach the relay behind it (${status}).`,
      remedy: 'Is the relay running (systemctl status usdtill-relay), on the port that the proxy passes to?',
    }
  }
  if (status === 503) {
    return {
      sentence: `${what}: not now (503).`,
      remedy: 'The relay is closing, full or cannot write. Its log says which (journalctl -u usdtill-relay).',
    }
  }
  return {
    sentence: `${what} is answered with ${status}, which no relay does.`,
    remedy: 'Something else answers at this name. The proxy must pass every path on to the relay, unchanged.',
  }
}

/** Only where it leads: the rest of the address is a secret. */
function originOf(location: string | undefined): string {
  return location && URL.canParse(location) ? new URL(location).origin : 'elsewhere'
}
