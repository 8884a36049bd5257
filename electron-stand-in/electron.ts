import { EventEmitter } from 'node:events'
import { app } from './api/app.ts'
import { BrowserWindow } from './api/browser-window.ts'
import { dialog } from './api/dialog.ts'
import { ipcMain } from './api/ipc-main.ts'
import { Menu } from './api/menu.ts'
import { nativeTheme } from './api/native-theme.ts'
import { session } from './api/permissions.ts'
import { protocol } from './api/protocol.ts'
import { screen } from './api/screen.ts'
import { shell } from './api/shell.ts'
import { webContents } from './api/web-contents.ts'

/** What `import … from 'electron'` gives. The machine's sleep is not watched: nothing is ever emitted. */
const powerMonitor = new EventEmitter()

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  webContents,
}

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  webContents,
}
export default electron
