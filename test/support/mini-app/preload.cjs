const { contextBridge, ipcRenderer } = require('electron')

globalThis.preloadSecret = 'only in the preload'

let fsRefusal = ''
try {
  require('node:fs')
} catch (error) {
  fsRefusal = error.message
}

contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel, value) => ipcRenderer.invoke(channel, value),
  tell: (value) => ipcRenderer.send('tell', value),
  on: (channel, listener) => {
    const forward = (_event, value) => listener(value)
    ipcRenderer.on(channel, forward)
    return () => {
      ipcRenderer.removeListener(channel, forward)
    }
  },
  role: process.argv.find((argument) => argument.startsWith('--role=')),
  sandboxed: process.sandboxed,
  fsRefusal,
})
