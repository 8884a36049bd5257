import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** True where apt-get may be used: Debian or its like, as root. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isCommand('apt-get')
}

/** Whether PATH has the command. */
export function isCommand(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}

/** Installs packages and says so in one line. Throws with apt-get's own words when it cannot. */
export function installPackages(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(', ')} (apt-get) …`)
  apt(['update'])
  apt(['install', '-y', '--no-install-recommends', ...packages])
}

function apt(given: readonly string[]): void {
  const patient = ['-q', '-o', 'DPkg::Lock::Timeout=120']
  const run = spawnSync('apt-get', [...patient, ...given], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (run.status !== 0) throw new Error(`apt-get ${given[0]} failed:\n${run.stdout}${run.stderr}`)
}

/**
 * Makes sure that a command is there, installing the package that holds it where that is allowed. Throws a sentence
 * that says what to install otherwise.
 */
export function ensureCommand(command: string, packageName: string, what: string): void {
  if (isCommand(command)) return
  if (!canInstallPackages())
    throw new Error(`${what} is missing: install ${packageName} (it has ${command}).`)
  installPackages([packageName])
}

/** For Electron's own runtime without a screen. */
export function ensureVirtualDisplay(): void {
  ensureCommand('xvfb-run', 'xvfb', 'A virtual display')
  ensureCommand('xauth', 'xauth', 'A virtual display')
}

/** For tests of live mode: a secret service and a bus to reach it by. */
export function ensureKeychainService(): void {
  ensureCommand('dbus-run-session', 'dbus', 'A D-Bus session')
  ensureCommand('dbus-send', 'dbus', 'A D-Bus session')
  ensureCommand('gnome-keyring-daemon', 'gnome-keyring', 'A keychain service')
}

/** For tests of the relay behind the proxies it is meant to stand behind. */
export function ensureProxies(): void {
  ensureCommand('caddy', 'caddy', 'The Caddy web server')
  ensureCommand('nginx', 'nginx-light', 'The nginx web server')
}

/** For tests of the relay's second store. */
export function ensureRedis(): void {
  ensureCommand('redis-server', 'redis-server', 'Redis')
}

// The daemon is unlocked by the password on its standard input. It does not always end with its bus, so it is
// ended here. Standard error is number 3 here: the bus writes noise to number 2.
const unlockThenRun = `
printf scratch | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null &
keyring=$!
trap 'kill $keyring' EXIT
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null
do
  tries=$((tries + 1))
  if [ $tries -gt 200 ]; then exit 97; fi
  sleep 0.05
done
"$@" 2>&3 3>&-`

/**
 * Runs a command with a keychain of its own: a D-Bus session, an unlocked gnome-keyring and a home folder that are
 * gone afterwards, so that no test ever touches a person's keychain. Resolves to the command's exit code.
 */
export async function withScratchKeychain(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  ensureKeychainService()
  const home = await mkdtemp(join(tmpdir(), 'scratch-keychain-'))
  const scratch = { HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: join(home, 'data') }
  const session = ['--', 'sh', '-c', unlockThenRun, 'sh', command, ...args]
  try {
    const child = spawn('dbus-run-session', session, {
      stdio: ['inherit', 'inherit', 'ignore', 2],
      env: { ...env, ...scratch },
    })
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (status) => resolve(status ?? 1))
    })
    if (code === 97) throw new Error('The keychain service (gnome-keyring) did not start.')
    return code
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 10 })
  }
}
