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
    changeCell(z, key, change) {
      const name = cellName(z, key)
      const figures = change(cells.get(name)?.figures)
      if (figures === null) cells.delete(name)
      else cells.set(name, { z, key, figures })
    },
    changeCorrection(z, about, change) {
      const name = `${z} ${about.paymentId}`
      const figures = change(corrections.get(name)?.figures)
      if (figures === null) corrections.delete(name)
      else corrections.set(name, { z, about, figures })
    },
    moveTo(store) {
      for (const { z, key, figures } of cells.values()) store.changeCell(z, key, () => figures)
      for (const { z, about, figures } of corrections.values())
        store.changeCorrection(z, about, () => figures)
      cells.clear()
      corrections.clear()
    },
  }
}

function cellName(z: number, { cashier, shift, gateway, isCorrection }: CellKey): string {
  return JSON.stringify([z, cashier, shift, gateway, isCorrection])
}
