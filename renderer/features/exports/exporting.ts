import type { TillBackend } from '../../../shared/contract/contract.ts'
import type { ExportAsked, ExportPeriod } from '../../../shared/contract/exports.ts'
import type { AppStores } from '../../stores/app-stores.ts'
import type { ExportRun, ExportState } from '../../stores/export-store.ts'
import { sheetIn } from './period-choice.ts'

// What somebody sets going here. It goes on while they sell.

type Exporting = {
  readonly backend: { readonly exports: Pick<TillBackend['exports'], 'start' | 'cancel' | 'progressed'> }
  readonly stores: Pick<AppStores, 'exporting'>
}

/** Has main ask where to save, and write it there. Does nothing while another is under way. */
export async function startExport({ backend, stores }: Exporting, period: ExportPeriod): Promise<void> {
  const store = stores.exporting
  const { run, turn } = store.getState()
  if (run.kind === 'running') return
  const show = (told: ExportRun) => store.setState((now) => (now.turn === turn + 1 ? { run: told } : now))
  store.setState({ turn: turn + 1, run: { kind: 'running', progress: null } })
  const stop = backend.exports.progressed((progress) => show({ kind: 'running', progress }))
  const told = await backend.exports.start(askedOf(store.getState(), period))
  stop()
  show(told.ok ? { kind: 'done', ...told.value } : { kind: 'failed', error: told.error })
}

/** Main ends it soon, and says so. */
export function cancelExport({ backend }: Exporting): void {
  void backend.exports.cancel()
}

function askedOf({ format, sheet, filters }: ExportState, period: ExportPeriod): ExportAsked {
  return format === 'csv'
    ? { format, sheet: sheetIn(period, sheet), period, filters }
    : { format, period, filters }
}
