// Loaded into main before the app (`-r`): keeps everything that main hands to its windows, by whatever channel.
const { app, ipcMain } = require('electron')

const crossed = []
globalThis.crossed = crossed

function record(contents, kind, channel, payload) {
  crossed.push({ page: contents.getURL(), kind, channel, payload: JSON.stringify(payload) ?? '' })
}

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents)
  contents.send = (channel, ...payload) => {
    record(contents, 'push', channel, payload)
    send(channel, ...payload)
  }
})

const handle = ipcMain.handle.bind(ipcMain)
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, ...input) => {
    const answer = await listener(event, ...input)
    record(event.sender, 'reply', channel, answer)
    return answer
  })
