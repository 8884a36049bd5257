import type { ElectronApplication } from '@playwright/test'

/** Something that main handed to a window; `payload` is its JSON text. */
export type Crossing = {
  readonly page: string
  readonly kind: 'push' | 'reply'
  readonly channel: string
  readonly payload: string
}

declare global {
  // Set by record-ipc.cjs inside main, where Playwright runs a function's text.
  var crossed: Crossing[]
}

/** The file that makes main keep what crosses: give it to `launchTill` as `preload`. */
export const RECORD_IPC = 'test/support/record-ipc.cjs'

/** Everything that has crossed so far, to either window. */
export function everythingThatCrossed(app: ElectronApplication): Promise<readonly Crossing[]> {
  return app.evaluate(() => globalThis.crossed)
}
