const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether a host, as it stands in a parsed URL, is this very computer. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.includes(hostname)
}
