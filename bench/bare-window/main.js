// The least an app can do: one window, one page. What the till takes beyond this is its own.
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

app.on('window-all-closed', () => app.quit())
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } })
  void window.loadFile(join(import.meta.dirname, 'page.html'))
})
