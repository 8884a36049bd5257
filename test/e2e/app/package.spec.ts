import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { launchTill } from '../../support/app-driver.ts'
import { expect, test } from './fixtures.ts'

/** The packer checks electron-builder.yml against its own scheme first. Electron itself is a few empty files here. */
function pack(folder: string): string {
  const electron = join(folder, 'electron-dist')
  mkdirSync(join(electron, 'locales'), { recursive: true })
  for (const name of [
    'electron',
    'version',
    'LICENSE',
    'chrome-sandbox',
    'locales/en-US.pak',
    'locales/ar.pak',
  ]) {
    writeFileSync(join(electron, name), '')
  }
  chmodSync(join(electron, 'electron'), 0o755)
  const given = [
    '--dir',
    '--linux',
    `-c.electronDist=${electron}`,
    `-c.directories.output=${join(folder, 'packed')}`,
  ]
  execFileSync(process.execPath, ['node_modules/electron-builder/cli.js', ...given], { stdio: 'pipe' })
  return join(folder, 'packed', 'linux-unpacked', 'resources')
}

test('the package holds what was built and the keychain’s binding, and the till runs from it', async ({
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'packs for Linux')
  const resources = pack(folder)
  const archive = join(resources, 'app.asar')
  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'))

  const allowed =
    /^\/(package\.json|out|out\/(main|preload|renderer)(\/.+)?|node_modules|node_modules\/(keytar|@napi-rs)(\/.+)?)$/
  expect(files.filter((file) => !allowed.test(file))).toEqual([])
  for (const needed of [
    '/out/main/index.js',
    '/out/main/report-worker.js',
    '/out/main/reconciliation-worker.js',
    '/out/main/tills-worker.js',
    '/out/preload/index.cjs',
  ]) {
    expect(files).toContain(needed)
  }
  const binding = files.filter((file) => file.endsWith('.node'))
  expect(binding).toHaveLength(1)
  expect(existsSync(join(resources, 'app.asar.unpacked', binding[0] ?? ''))).toBe(true)
  expect(files.filter((file) => file.endsWith('.map') || file.includes('stand-in'))).toEqual([])

  const appFolder = join(folder, 'extracted')
  extractAll(archive, appFolder)
  expect(readFileSync(join(appFolder, 'package.json'), 'utf8')).not.toContain('devDependencies')
  const till = await launchTill(join(folder, 'data'), { appFolder })
  await expect(till.cashier.getByRole('group', { name: 'Keypad' })).toBeVisible()
  await till.close()
})
