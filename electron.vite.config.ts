import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Only what cannot be bundled stays outside: the keychain's native binary (and Electron and Node themselves).
const external = ['electron', /^node:/, /^keytar(\/|$)/]

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false, // one file to read instead of hundreds: the till opens sooner
      rolldownOptions: {
        external,
        input: { index: 'electron/main.ts', 'report-worker': 'electron/reports/report-worker.ts' },
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
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true, // electron-vite's default is not to
      assetsInlineLimit: 0, // the content security policy allows files of ours only
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { cashier: 'renderer/cashier.html', customer: 'renderer/customer.html' },
        // Schemas stand beside the functions the windows use; unused, they and zod fall away.
        treeshake: { manualPureFunctions: ['z'] },
      },
    },
  },
})
