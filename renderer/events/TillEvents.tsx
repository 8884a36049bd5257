import { useEffect } from 'react'
import { useStores } from '../stores/app-stores.ts'
import { useBackend } from '../stores/backend-context.ts'
import { receiveTill } from '../stores/till-store.ts'

/** Keeps the mirror of the till's state: subscribes first, then asks, so that nothing falls in between. */
export function TillEvents() {
  const backend = useBackend()
  const { till } = useStores()
  useEffect(() => {
    const stop = backend.till.changed((state) => receiveTill(till, state))
    void backend.till.state().then((result) => {
      if (result.ok) receiveTill(till, result.value)
      else till.setState({ failure: result.error })
    })
    return stop
  }, [backend, till])
  return null
}
