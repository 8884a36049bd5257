import type { ExportAsked, ExportPeriod } from '../../../shared/contract/exports.ts'
import type { App } from '../../commands/command.ts'
import type { ExportRun, ExportState } from '../../stores/export-store.ts'
import { sheetIn } from './period-choice.ts'

// What somebody sets going here. It goes on while they sell.

/** Has main ask where to save, and write it there. Does nothing while another is under way. */
export async function startExport({ backend, stores }: App, period: ExportPeriod): Promise<void> {
  const store = stores.exporting
  if (store.getState().run.kind === 'running') return
  const show = (run: ExportRun) => store.setState({ run })
  show({ kind: 'running', progress: null })
  const stop = backend.exports.progressed((progress) => show({ kind: 'running', progress }))
  const told = await backend.exports.start(askedOf(store.getState(), period))
  stop()
  show(told.ok ? { kind: 'done', ...told.value } : { kind: 'failed', error: told.error })
}

/** Main ends it soon, and says so. */
export function cancelExport({ backend }: App): void {
  void backend.exports.cancel()
}

function askedOf({ format, sheet, filters }: ExportState, period: ExportPeriod): ExportAsked {
  return format === 'csv'
    ? { format, sheet: sheetIn(period, sheet), period, filters }
    : { format, period, filters }
}
