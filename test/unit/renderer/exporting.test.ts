import { expect, it } from 'vitest'
import { startExport } from '../../../renderer/features/exports/exporting.ts'
import { createExportStore, forgetExport } from '../../../renderer/stores/export-store.ts'
import type { ExportProgress } from '../../../shared/contract/exports.ts'
import { ok } from '../../../shared/result.ts'

const PROGRESS: ExportProgress = { done: 1, total: 2 }
const SINCE = { kind: 'sinceZ' } as const

function exporting() {
  const { promise: done, resolve: end } = Promise.withResolvers<void>()
  let progressed: (progress: ExportProgress) => void = () => undefined
  const backend = {
    exports: {
      start: async () => {
        await done
        return ok({ file: 'of-the-owner.xlsx', payments: 7 })
      },
      cancel: async () => ok(null),
      progressed: (listener: typeof progressed) => {
        progressed = listener
        return () => undefined
      },
    },
  }
  const store = createExportStore()
  const started = startExport({ backend, stores: { exporting: store } }, SINCE)
  return {
    store,
    move: () => progressed(PROGRESS),
    end: async () => {
      end()
      await started
    },
  }
}

it('an export tells how far it is, and where it lies', async () => {
  const { store, move, end } = exporting()
  expect(store.getState().run).toEqual({ kind: 'running', progress: null })
  move()
  expect(store.getState().run).toEqual({ kind: 'running', progress: PROGRESS })
  await end()
  expect(store.getState().run).toEqual({ kind: 'done', file: 'of-the-owner.xlsx', payments: 7 })
})

it('whoever is at the till next hears nothing of it', async () => {
  const { store, move, end } = exporting()
  store.setState({ period: SINCE, filters: { ...store.getState().filters, cashier: 'ana' } })
  forgetExport(store)
  const fresh = { ...createExportStore().getState(), turn: 2 }
  expect(store.getState()).toEqual(fresh)
  move()
  await end()
  expect(store.getState()).toEqual(fresh)
})
