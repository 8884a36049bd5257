import { isLoopbackHost } from '../../shared/loopback.ts'

/** Whether a URL leads to this very computer. */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && isLoopbackHost(url.hostname)
}
