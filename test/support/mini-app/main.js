// The smallest application that uses every part of Electron that the till uses; the stand-in's own specs drive it.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { app, BrowserWindow, ipcMain, protocol, screen, session } from 'electron'

const types = { '.html': 'text/html', '.js': 'text/javascript' }
const seen = {
  navigations: [],
  popups: [],
  seconds: [],
  gone: [],
  created: 0,
  preloadErrors: [],
  frames: [],
  quitting: [],
}
globalThis.seen = seen

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.enableSandbox()

const first = app.requestSingleInstanceLock({ from: 'another' })
if (!first) app.exit(3)
app.on('second-instance', (_event, argv, _folder, data) => seen.seconds.push({ argv, data }))
app.on('web-contents-created', () => {
  seen.created++
})
app.on('before-quit', () => seen.quitting.push('before-quit'))
app.on('will-quit', () => console.log('will-quit'))
app.on('quit', (_event, code) => console.log(`quit ${code}`))

async function servePage(request) {
  const { pathname } = new URL(request.url)
  try {
    const body = await readFile(join(import.meta.dirname, 'pages', pathname))
    const headers = {
      'content-type': types[extname(pathname)] ?? 'text/plain',
      'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'",
    }
    return new Response(body, { headers })
  } catch {
    return new Response('not found', { status: 404 })
  }
}

function openWindow(page, bounds) {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      additionalArguments: [`--role=${page}`],
    },
  })
  const { webContents } = window
  window.once('ready-to-show', () => window.show())
  webContents.on('will-navigate', (event) => {
    seen.navigations.push(event.url)
    event.preventDefault()
  })
  webContents.on('preload-error', (_event, _path, error) => seen.preloadErrors.push(error.message))
  webContents.on('render-process-gone', (_event, { reason }) => seen.gone.push(reason))
  webContents.setWindowOpenHandler(({ url }) => {
    seen.popups.push(url)
    return { action: 'deny' }
  })
  void window.loadURL(`app://mini/${page}.html`)
  return window
}

function answerPages() {
  ipcMain.handle('echo', (_event, value) => value)
  ipcMain.handle('fail', () => {
    throw new Error('no such thing')
  })
  ipcMain.handle('function', () => () => 1)
  ipcMain.handle('who', (event) => {
    const sameFrame = event.senderFrame === event.sender.mainFrame
    return { url: event.senderFrame.url, sameFrame, id: event.sender.id }
  })
  ipcMain.on('tell', (event, value) => event.sender.send('told', value))
}

app.whenReady().then(() => {
  if (!first) return
  protocol.handle('app', servePage)
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  answerPages()
  openWindow('first', { width: 700, height: 500 })
  const second = screen.getAllDisplays()[1]
  const where = second ? { ...second.bounds, fullscreen: true } : { width: 640, height: 480 }
  openWindow('second', where)
  console.log('ready')
})
