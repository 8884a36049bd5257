import { EventEmitter } from 'node:events'
import type { Protocol, Session } from '../chromium/protocol-types.ts'
import { declaredDisplays, type Rectangle } from '../chromium/settings.ts'
import { preventable } from './event.ts'
import type { Differs, None } from './typed-against-electron.ts'

type Display = ReturnType<typeof displayOf>

const declared = declaredDisplays()
let displays: Display[] = []

class Screen extends EventEmitter {
  getAllDisplays(): Display[] {
    return [...displays]
  }
  getPrimaryDisplay(): Display {
    return displays.find(({ isPrimary }) => isPrimary) ?? displays[0] ?? displayOf(fallback)
  }
  getDisplayMatching(rectangle: Rectangle): Display {
    return displays.find((display) => overlaps(display.bounds, rectangle)) ?? this.getPrimaryDisplay()
  }
  getDisplayNearestPoint({ x, y }: { x: number; y: number }): Display {
    return this.getDisplayMatching({ x, y, width: 1, height: 1 })
  }
  getCursorScreenPoint(): { x: number; y: number } {
    return { x: 0, y: 0 }
  }
}

export const screen = new Screen()

type Returning = 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching' | 'getDisplayNearestPoint'
export type ScreenDiffers = None<Differs<Screen, Electron.Screen, Returning>>

/** Headless Chromium gets its screens from here; it has one of 1280 by 800 unless STANDIN_DISPLAYS says more. */
export const headlessDisplays: Rectangle[] =
  declared.length > 0 ? declared : [{ x: 0, y: 0, width: 1280, height: 800 }]

/** Reads the displays once, then every second, so that one that is plugged in or out is noticed. */
export async function followDisplays(browser: Session): Promise<void> {
  const read = async () => {
    const { screenInfos } = await browser.send('Emulation.getScreenInfos')
    return screenInfos.map(displayOf)
  }
  displays = await read()
  setInterval(() => {
    if (screen.eventNames().length > 0) read().then(compare, () => undefined)
  }, 1000).unref()
}

function compare(present: Display[]): void {
  const before = displays
  displays = present
  for (const display of present) {
    const known = before.find(({ id }) => id === display.id)
    if (!known) screen.emit('display-added', preventable({}), display)
    else if (JSON.stringify(known) !== JSON.stringify(display)) {
      screen.emit('display-metrics-changed', preventable({}), display, ['bounds', 'workArea'])
    }
  }
  for (const display of before) {
    if (!present.some(({ id }) => id === display.id)) screen.emit('display-removed', preventable({}), display)
  }
}

const fallback: Protocol.Emulation.ScreenInfo = {
  id: '1',
  label: '',
  left: 0,
  top: 0,
  width: 1280,
  height: 800,
  availLeft: 0,
  availTop: 0,
  availWidth: 1280,
  availHeight: 800,
  devicePixelRatio: 1,
  orientation: { type: 'landscapePrimary', angle: 0 },
  colorDepth: 24,
  isExtended: false,
  isInternal: false,
  isPrimary: true,
}

function displayOf(info: Protocol.Emulation.ScreenInfo) {
  const bounds = { x: info.left, y: info.top, width: info.width, height: info.height }
  const workArea = { x: info.availLeft, y: info.availTop, width: info.availWidth, height: info.availHeight }
  return {
    id: Number(info.id),
    label: info.label,
    bounds,
    workArea,
    size: { width: bounds.width, height: bounds.height },
    workAreaSize: { width: workArea.width, height: workArea.height },
    scaleFactor: info.devicePixelRatio,
    rotation: info.orientation.angle,
    internal: info.isInternal,
    colorDepth: info.colorDepth,
    isPrimary: info.isPrimary,
  }
}

function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
