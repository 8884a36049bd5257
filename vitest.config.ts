import { defineConfig } from 'vitest/config'

/** One project per level, so that `npx vitest run --project unit` runs that level alone. */
const LEVELS = ['unit', 'contract', 'integration']

/**
 * Threads that come and go race in V8's guard of its own code pages, on processors that have keys for memory: once in some
 * thousand tests one ended with "Check failed: jit_page.has_value()" (Node 24; nodejs/node 64500 is of the same guard).
 */
const V8_FLAGS = ['--no-memory-protection-keys']

export default defineConfig({
  test: {
    passWithNoTests: true,
    /** Where `--reporter=json` writes; the whole run adds its figures up from there. */
    outputFile: { json: 'out/reports/vitest.json' },
    /** Where money is decided, nearly every way is walked: less fails the run (`--coverage.enabled`, as in `npm test`). */
    coverage: {
      provider: 'v8',
      include: ['shared/payment/**', 'electron/payments/**'],
      reporter: ['text', 'json-summary'],
      reportsDirectory: 'out/coverage',
      reportOnFailure: true,
      thresholds: { branches: 95 },
    },
    projects: LEVELS.map((name) => ({
      test: { name, environment: 'node', include: [`test/${name}/**/*.test.ts`], execArgv: V8_FLAGS },
    })),
  },
})
