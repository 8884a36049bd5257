import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchArguments } from '../arguments.ts'

type Manifest = { name?: string; productName?: string; version?: string; main?: string }

const given = resolve(launchArguments.applicationPath)
const isFolder = existsSync(given) && statSync(given).isDirectory()
const folder = isFolder ? given : dirname(given)
const manifestFile = join(folder, 'package.json')
const manifest = existsSync(manifestFile) ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest) : {}

/** The application that was named on the command line. */
export const application = {
  folder,
  name: manifest.productName ?? manifest.name ?? 'Electron',
  version: manifest.version ?? '0.0.0',
  main: pathToFileURL(isFolder ? join(folder, manifest.main ?? 'index.js') : given).href,
} as const
