// Loaded into main before the app (`-r`): writes down every address that is about to cross to a window, and whether
// the journal already held its charge at that moment. Written before it crosses, so that no kill can hide one.
const { appendFileSync } = require('node:fs')
const { join } = require('node:path')
const { DatabaseSync } = require('node:sqlite')
const { app, ipcMain } = require('electron')

const inField = /"(?:address|qr)":"[^"]*?(T[1-9A-HJ-NP-Za-km-z]{33})"/g
const noted = new Set()

function note(contents, payload) {
  const window = contents.getURL().includes('customer') ? 'customer' : 'cashier'
  for (const [, address] of (JSON.stringify(payload) ?? '').matchAll(inField)) {
    if (noted.has(`${window} ${address}`)) continue
    noted.add(`${window} ${address}`)
    const line = JSON.stringify({ window, address, wasRecorded: isRecorded(address) })
    appendFileSync(join(app.getPath('userData'), 'shown.jsonl'), `${line}\n`)
  }
}

// Another connection sees what is committed and nothing else.
function isRecorded(address) {
  const file = join(app.getPath('userData'), 'journal', 'practice.sqlite')
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
  try {
    const charged = "SELECT 1 FROM events WHERE kind = 'charged' AND instr(body, ?) > 0"
    return database.prepare(charged).get(address) !== undefined
  } finally {
    database.close()
  }
}

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents)
  contents.send = (channel, ...payload) => {
    note(contents, payload)
    send(channel, ...payload)
  }
})

const handle = ipcMain.handle.bind(ipcMain)
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, ...input) => {
    const answer = await listener(event, ...input)
    note(event.sender, answer)
    return answer
  })
