import { connectBackend } from './backend.ts'
import { openMirrors } from './stores/mirrors.ts'

// Run before everything else of the cashier's page: main is asked while the rest is still on its way, and answers
// while it is being evaluated.
export const backend = connectBackend()
export const mirrors = openMirrors(backend)

// The first formatter of a process makes Chromium look through the data of every locale; the wait is the time for it.
new Intl.NumberFormat('en')
