/** What the STANDIN_… variables ask for. */
const env = process.env

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

export const headless = env['STANDIN_HEADLESS'] ? env['STANDIN_HEADLESS'] !== '0' : !hasDisplay()

const debugLevel = Number(env['STANDIN_DEBUG'] ?? 0)

export function debug(level: 1 | 2, ...what: unknown[]): void {
  if (debugLevel >= level) console.error('[stand-in]', ...what)
}

export type Rectangle = { x: number; y: number; width: number; height: number }

/** STANDIN_DISPLAYS="1280x800,1024x768": displays side by side, the first one is the primary. */
export function declaredDisplays(text: string | undefined = env['STANDIN_DISPLAYS']): Rectangle[] {
  const displays: Rectangle[] = []
  let x = 0
  for (const size of (text ?? '').split(',').filter(Boolean)) {
    const match = /^\s*(\d+)x(\d+)\s*$/.exec(size)
    if (!match) throw new Error(`STANDIN_DISPLAYS: "${size}" is not a size like 1280x800`)
    const [width, height] = [Number(match[1]), Number(match[2])]
    displays.push({ x, y: 0, width, height })
    x += width
  }
  return displays
}
