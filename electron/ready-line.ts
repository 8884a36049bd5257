import type { WindowRole } from '../shared/contract/define.ts'
import type { Mode } from '../shared/mode.ts'

/** Says once, on standard output, that both windows are up and can be used. */
export function createReadyLine(write: (line: string) => void, mode: () => Mode, host: string) {
  const waiting = new Set<WindowRole>(['cashier', 'customer'])
  return (role: WindowRole): void => {
    if (!waiting.delete(role) || waiting.size > 0) return
    write(`till ready: host=${host} mode=${mode()} windows=cashier,customer\n`)
  }
}
