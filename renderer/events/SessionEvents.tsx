import { useLayoutEffect, useRef } from 'react'
import { type AppStores, useStores, useTill } from '../stores/app-stores.ts'
import { NO_BOOKS } from '../stores/books-store.ts'
import { clearDraft } from '../stores/charge-store.ts'
import { closeDecision } from '../stores/decision-store.ts'
import { forgetExport } from '../stores/export-store.ts'
import { showScreen } from '../stores/screen-store.ts'

/**
 * Somebody else is at the till: they begin at the keypad, and see nothing of what the one before them had open. Whoever
 * comes back to their own lock goes on where they were.
 */
export function SessionEvents() {
  const stores = useStores()
  const person = useTill(({ session }) => (session.kind === 'signedIn' ? session.person : null))
  const last = useRef(person)
  // Before anything is painted for them.
  useLayoutEffect(() => {
    if (person === null) return
    if (last.current !== null && last.current !== person) beginAnew(stores)
    last.current = person
  }, [person, stores])
  return null
}

function beginAnew({ screen, decision, charge, books, exporting }: AppStores): void {
  showScreen(screen, { kind: 'till' })
  closeDecision(decision)
  clearDraft(charge)
  books.setState(NO_BOOKS)
  forgetExport(exporting)
}
