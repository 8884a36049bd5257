import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

// Only what cannot be bundled stays outside: the keychain's native binary (and Electron and Node themselves).
const external = ['electron', /^node:/, /^keytar(\/|$)/]

/**
 * Starts `renderer/first.ts` as soon as it is here: the page's own script waits for all its imports and for the style
 * sheets. It is the same module there, so it runs once. Asks early for the font of the first screen too.
 */
function startFirst(): Plugin {
  return {
    name: 'start-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { filename, bundle = {} }) => {
        if (!filename.endsWith('cashier.html')) return []
        const files = Object.values(bundle)
        const first = files.find((file) => file.type === 'chunk' && file.name === 'first')
        const font = files.find(({ fileName }) => /inter-latin-wght-normal.*\.woff2$/.test(fileName))
        if (!first || !font) throw new Error('The module or the font that the page starts with is not built')
        const type = { type: 'font/woff2', as: 'font', crossorigin: true }
        return [
          {
            tag: 'script',
            attrs: { type: 'module', async: true, crossorigin: true, src: `./${first.fileName}` },
            injectTo: 'head-prepend',
          },
          { tag: 'link', attrs: { rel: 'preload', ...type, href: `./${font.fileName}` }, injectTo: 'head' },
        ]
      },
    },
  }
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false, // one file to read instead of hundreds: the till opens sooner
      rolldownOptions: {
        external,
        input: {
          index: 'electron/main.ts',
          'report-worker': 'electron/reports/report-worker.ts',
          'search-worker': 'electron/exports/search/search-worker.ts',
          'export-worker': 'electron/exports/export-worker.ts',
          'reconciliation-worker': 'electron/reconciliation/reconciliation-worker.ts',
          'tills-worker': 'electron/tills/reading/tills-worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false, // a sandboxed preload can require nothing but Electron
      rolldownOptions: {
        input: { index: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), startFirst()],
    build: {
      outDir: 'out/renderer',
      minify: true, // electron-vite's default is not to
      assetsInlineLimit: 0, // the content security policy allows files of ours only
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          first: 'renderer/first.ts',
          cashier: 'renderer/cashier.html',
          customer: 'renderer/customer.html',
          paper: 'renderer/paper.html',
        },
        // Schemas stand beside the functions the windows use; unused, they and zod fall away.
        treeshake: { manualPureFunctions: ['z'] },
      },
    },
  },
})
