import { open as openInspector } from 'node:inspector'
import { createRequire, registerHooks } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { becomeReady, isQuitting } from './api/app.ts'
import { application } from './api/application-package.ts'
import { BrowserWindow, closeAllWindows } from './api/browser-window.ts'
import { switches } from './api/command-line.ts'
import { setHost } from './api/current-host.ts'
import { getPath } from './api/paths.ts'
import { followDisplays, headlessDisplays } from './api/screen.ts'
import { judgePopup } from './api/web-contents.ts'
import { launchArguments, launchArgv } from './arguments.ts'
import { startHost } from './chromium/host.ts'

const electronModule = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href
const electronNames = new Set(['electron', 'electron/main', 'electron/common'])

poseAsElectron()
await run()

async function run(): Promise<void> {
  const inspectorPort = launchArguments.switches.get('inspect')
  if (inspectorPort !== undefined) openInspector(Number(inspectorPort || 9229))
  registerHooks({
    resolve: (specifier, context, nextResolve) =>
      electronNames.has(specifier)
        ? { url: electronModule, shortCircuit: true }
        : nextResolve(specifier, context),
  })
  const require = createRequire(import.meta.url)
  for (const preload of launchArguments.preloads) require(resolve(preload))
  await import(application.main)
  if (isQuitting()) return // a second instance: it must not touch the first one's Chromium
  await start().catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
}

function poseAsElectron(): void {
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string }
  process.argv = [join(import.meta.dirname, 'bin', 'electron'), ...launchArgv]
  const versions = { ...process.versions, electron: version, chrome: '' }
  Object.defineProperty(process, 'versions', { value: versions, configurable: true })
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: import.meta.dirname })
  process.on('unhandledRejection', (reason) => {
    if (!isQuitting()) console.error('(unhandled rejection)', reason) // a page that was still loading, mostly
  })
}

async function start(): Promise<void> {
  const profile = join(getPath('sessionData'), 'Chromium')
  const host = await startHost({ profile, switches, displays: headlessDisplays })
  ;(process.versions as { chrome: string }).chrome = host.version
  setHost(host)
  host.onPopup((popup, openerId) => void judgePopup(popup, openerId))
  host.onGone(chromiumGone)
  await followDisplays(host.browser)
  becomeReady({ closeWindows: closeAllWindows, closeChromium: host.close })
  host.announcePort()
}

// In Electron this is the end of the whole application; here the main process outlives it only to say so.
function chromiumGone(how: string): void {
  console.error(`Chromium ended by itself (${how}).`)
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.rendererGone('killed')
  process.exitCode = 1
  setImmediate(() => process.exit(1))
}
