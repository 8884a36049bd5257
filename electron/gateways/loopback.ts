/** Whether a URL leads to this very computer. */
export function isLoopback(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}
