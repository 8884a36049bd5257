import type { Host } from '../chromium/host.ts'

// Windows may be made the moment the application is ready, which is when Chromium runs; never before.
let current: Host | undefined

export function setHost(host: Host): void {
  current = host
}

export function host(): Host {
  if (!current) throw new Error('Cannot create BrowserWindow before app is ready')
  return current
}

export function hostIfRunning(): Host | undefined {
  return current
}
