// Loaded into main before the app (`-r`): the computer is the test's own. Its time goes on by itself and can be moved,
// what the app waits for falling due on the way; its keychain is gone with it. USDTILL_TEST_STARTS sets the clock.
const { subscribe } = require('node:diagnostics_channel')
const keytar = require('keytar/keytar.js')

// USDTILL_TEST_KEYCHAIN: what is kept from the start, as JSON of account to secret.
const kept = new Map(
  Object.entries(JSON.parse(process.env.USDTILL_TEST_KEYCHAIN ?? '{}')).map(([account, secret]) => [
    `USDTill ${account}`,
    secret,
  ]),
)
keytar.getPassword = async (service, account) => kept.get(`${service} ${account}`) ?? null
keytar.setPassword = async (service, account, secret) => void kept.set(`${service} ${account}`, secret)
keytar.deletePassword = async (service, account) => kept.delete(`${service} ${account}`)
// Without it the app looks for no keychain on Linux. Nothing connects to this.
process.env.DBUS_SESSION_BUS_ADDRESS ??= 'unix:path=/nonexistent'

const real = {
  wall: Date.now,
  monotonic: performance.now.bind(performance),
  after: globalThis.setTimeout,
  takeBack: globalThis.clearTimeout,
}
/** By how much time was moved, in milliseconds. */
let moved = 0
/** By how much the computer's clock was set besides. */
let set = process.env.USDTILL_TEST_STARTS ? Date.parse(process.env.USDTILL_TEST_STARTS) - real.wall() : 0

const now = () => real.monotonic() + moved
Date.now = () => real.wall() + Math.round(moved) + set
performance.now = now

/** The app's timers that are not due yet; those of the host and of libraries keep to real time. */
const timers = new Map()

function isOfTheApp() {
  return /[\\/]out[\\/]main[\\/]/.test(new Error().stack ?? '')
}

globalThis.setTimeout = Object.assign((run, ms = 0, ...args) => {
  if (!isOfTheApp()) return real.after(run, ms, ...args)
  const due = () => {
    timers.delete(handle)
    run(...args)
  }
  const handle = real.after(due, ms)
  timers.set(handle, { due, dueAt: now() + ms, handle })
  return handle
}, real.after)

globalThis.clearTimeout = (handle) => {
  const timer = timers.get(handle)
  timers.delete(handle)
  if (timer) real.takeBack(timer.handle)
  real.takeBack(handle)
}

const underWay = new Set()
subscribe('http.client.request.start', ({ request }) => {
  underWay.add(request)
  request.once('close', () => underWay.delete(request))
})

/** Everything that was begun has come as far as it can without time passing. */
async function quiet() {
  for (let turns = 0; turns < 3; turns = underWay.size > 0 ? 0 : turns + 1) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function nextDue(until) {
  const due = [...timers.values()].filter(({ dueAt }) => dueAt <= until)
  return due.sort((a, b) => a.dueAt - b.dueAt)[0]
}

/** Everybody waits this much less: timers fall due in their order, each at its own time. */
globalThis.moveTime = async (ms) => {
  const until = now() + ms
  await quiet()
  for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
    moved += Math.max(0, timer.dueAt - now())
    real.takeBack(timer.handle)
    timer.due()
    await quiet()
  }
  moved += Math.max(0, until - now())
  for (const timer of timers.values()) {
    real.takeBack(timer.handle)
    timer.handle = real.after(timer.due, Math.max(0, timer.dueAt - now())).unref()
  }
}

/** Somebody sets the computer's clock; or, with `powerMonitor`'s word for it, the computer slept. */
globalThis.setClock = (ms) => {
  set += ms
}
