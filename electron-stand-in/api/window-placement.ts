import type { Target } from '../chromium/host.ts'
import { headless, type Rectangle } from '../chromium/settings.ts'
import { host } from './current-host.ts'

type State = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

export type Placement = {
  readonly move: (bounds: Rectangle) => Promise<void>
  readonly enter: (state: State) => Promise<void>
}

// A title bar above the screen's upper edge could not be reached.
const titleBar = 28

/** Where a window of Chromium stands. Electron's sizes are taken as sizes of the contents. */
export async function placementOf(target: Target): Promise<Placement> {
  const { browser } = host()
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId: target.id })
  const move = async ({ x: left, y, width, height }: Rectangle) => {
    const top = headless ? y : Math.max(y, titleBar)
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } })
    // Headless, a window has tabs and an address bar that nobody sees: only the contents count.
    if (headless) await browser.send('Browser.setContentsSize', { windowId, width, height })
  }
  const enter = async (windowState: State) => {
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  }
  return { move, enter }
}
