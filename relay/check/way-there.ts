import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { connect, type PeerCertificate } from 'node:tls'

// The way to the relay before anything is asked of it: the name, the port, the certificate.

/** Rejects with the system's error when the name is not known. */
export async function addressesOf({ hostname }: URL): Promise<readonly string[]> {
  const found = await lookup(plain(hostname), { all: true })
  return found.map(({ address }) => address)
}

/** When the certificate ends. Rejects with the system's error when it is not accepted, or nobody answers. */
export function certificateEnd(url: URL, signal: AbortSignal): Promise<Date> {
  const host = plain(url.hostname)
  const servername = isIP(host) === 0 ? { servername: host } : {}
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(url.port || 443), ...servername }, () => {
      const { valid_to }: PeerCertificate = socket.getPeerCertificate()
      finish(() => resolve(new Date(valid_to)))
    })
    const finish = (done: () => void) => {
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      done()
    }
    const giveUp = () => finish(() => reject(signal.reason))
    signal.addEventListener('abort', giveUp)
    socket.on('error', (error) => finish(() => reject(error)))
  })
}

function plain(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
