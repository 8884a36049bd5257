import type { Figures } from '../../shared/shift/figures.ts'
import type { CellKey } from '../../shared/shift/totals.ts'
import type { BookStore, Corrected } from './book-entry.ts'

export type BookMemory = BookStore & {
  /** Puts everything into another store and forgets it. */
  moveTo(store: BookStore): void
}

/** Holds the sums of one report while a whole journal is read: writing each step of millions would take minutes. */
export function createBookMemory(): BookMemory {
  const cells = new Map<string, { readonly z: number; readonly key: CellKey; readonly figures: Figures }>()
  const corrections = new Map<
    string,
    { readonly z: number; readonly about: Corrected; readonly figures: Figures }
  >()

  return {
    cell: (z, key) => cells.get(cellName(z, key))?.figures,
    keepCell(z, key, figures) {
      if (figures === null) cells.delete(cellName(z, key))
      else cells.set(cellName(z, key), { z, key, figures })
    },
    correction: (z, paymentId) => corrections.get(`${z} ${paymentId}`)?.figures,
    keepCorrection(z, about, figures) {
      const name = `${z} ${about.paymentId}`
      if (figures === null) corrections.delete(name)
      else corrections.set(name, { z, about, figures })
    },
    moveTo(store) {
      for (const { z, key, figures } of cells.values()) store.keepCell(z, key, figures)
      for (const { z, about, figures } of corrections.values()) store.keepCorrection(z, about, figures)
      cells.clear()
      corrections.clear()
    },
  }
}

function cellName(z: number, { cashier, shift, gateway, isCorrection }: CellKey): string {
  return JSON.stringify([z, cashier, shift, gateway, isCorrection])
}
