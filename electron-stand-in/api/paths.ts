import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { application } from './application-package.ts'
import { switches } from './command-line.ts'

function applicationData(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
}

const set = new Map<string, string>()

const usual: Record<string, () => string> = {
  home: homedir,
  appData: applicationData,
  userData: () => {
    const chosen = switches.get('user-data-dir')
    return chosen ? resolve(chosen) : join(getPath('appData'), application.name)
  },
  sessionData: () => getPath('userData'),
  logs: () => join(getPath('userData'), 'logs'),
  crashDumps: () => join(getPath('userData'), 'Crashpad'),
  temp: tmpdir,
  exe: () => process.argv[0] ?? process.execPath,
  module: () => process.argv[0] ?? process.execPath,
  desktop: () => join(homedir(), 'Desktop'),
  documents: () => join(homedir(), 'Documents'),
  downloads: () => join(homedir(), 'Downloads'),
}

export function getPath(name: string): string {
  const path = set.get(name) ?? usual[name]?.()
  if (path === undefined) throw new Error(`Failed to get '${name}' path`)
  return path
}

export function setPath(name: string, path: string): void {
  if (!usual[name]) throw new Error(`Failed to set path: '${name}'`)
  set.set(name, path)
}
