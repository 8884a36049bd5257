import { defineConfig } from 'vite'

// `npm run build:relay`: one JavaScript file that runs with plain Node 24 and nothing beside it.

export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'relay/main.ts',
    outDir: 'out/relay',
    target: 'node24',
    minify: false, // whoever runs it should be able to read it
    rolldownOptions: { output: { entryFileNames: 'relay.mjs', codeSplitting: false } },
  },
})
