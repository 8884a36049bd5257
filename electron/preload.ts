import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, PUSH_CHANNELS, REQUEST_CHANNELS } from '../shared/contract/channels.ts'

/** The bridge: two functions and two lists of names. Main checks everything else. */
const requests: ReadonlySet<string> = new Set(REQUEST_CHANNELS)
const pushes: ReadonlySet<string> = new Set(PUSH_CHANNELS)

const bridge: Bridge = {
  request(channel, input) {
    if (!requests.has(channel)) throw new Error('Unknown channel')
    return ipcRenderer.invoke(channel, input)
  },
  subscribe(channel, listener) {
    if (!pushes.has(channel)) throw new Error('Unknown channel')
    const onPush = (_event: unknown, payload: unknown) => listener(payload)
    ipcRenderer.on(channel, onPush)
    return () => {
      ipcRenderer.removeListener(channel, onPush)
    }
  },
}

contextBridge.exposeInMainWorld('till', bridge)
