import { defineConfig } from '@playwright/test'
import { chooseStandIn, electronBinary } from './electron-stand-in/runtime.ts'

// The only switch between Electron and the stand-in: the specs launch `electron` and cannot tell which one they get.
if (process.env['STANDIN'] || !electronBinary()) chooseStandIn()

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'out/reports/playwright.json' }]],
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'ui', testDir: 'test/e2e/ui' },
    { name: 'app', testDir: 'test/e2e/app' },
    { name: 'stand-in', testDir: 'test/e2e/stand-in' },
  ],
})
