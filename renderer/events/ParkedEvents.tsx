import { useEffect, useRef } from 'react'
import { usePayments, useScreen, useStores } from '../stores/app-stores.ts'
import { useBackend } from '../stores/backend-context.ts'
import { showScreen } from '../stores/screen-store.ts'

/** Keeps main and this window of one mind about the parked payment that is looked at. */
export function ParkedEvents() {
  const lookedAt = useScreen((screen) => (screen.kind === 'parked' ? screen.paymentId : null))
  return lookedAt === null ? null : <WhileLookedAt key={lookedAt} id={lookedAt} />
}

function WhileLookedAt({ id }: { readonly id: string }) {
  const backend = useBackend()
  const { payments, screen } = useStores()
  const currentId = usePayments(({ current }) => current?.payment.id ?? null)
  const isParked = usePayments(({ parked }) => parked.some(({ view }) => view.payment.id === id))
  const hasMoved = usePayments(({ parked }) =>
    parked.some(({ view, moved }) => moved && view.payment.id === id),
  )
  const before = useRef({ currentId, isParked, hasMoved })

  useEffect(() => {
    const { current: last } = before
    before.current = { currentId, isParked, hasMoved }
    const isGone = last.isParked && !isParked
    const isAnotherUp = currentId !== null && currentId !== last.currentId
    if (isGone || isAnotherUp) showScreen(screen, { kind: 'till' })
    // It moved before somebody's eyes.
    else if (hasMoved && !last.hasMoved) void backend.payments.open({ id })
  }, [currentId, isParked, hasMoved, id, backend, screen])

  useEffect(
    () => () => {
      const parked = payments.getState().payments?.parked ?? []
      // What was brought back, or left by itself, is no longer ours to put down.
      if (parked.some(({ view }) => view.payment.id === id)) void backend.payments.dismiss({ id })
    },
    [id, backend, payments],
  )
  return null
}
