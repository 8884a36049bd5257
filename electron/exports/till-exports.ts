import type { ExportSource } from './export-request.ts'
import { createExportService, type ExportService } from './export-service.ts'

/** The exports of whichever journal is open. */
export type TillExports = {
  service(): ExportService
  close(): void
}

type Dependencies = Omit<Parameters<typeof createExportService>[0], keyof ExportSource> & {
  readonly source: () => ExportSource
}

/** Another journal ends what is written of the one before. */
export function createTillExports({ source, ...parts }: Dependencies): TillExports {
  let open: { readonly of: string; readonly service: ExportService } | null = null

  function close(): void {
    void open?.service.close()
    open = null
  }

  return {
    service() {
      const now = source()
      const of = JSON.stringify(now)
      if (open?.of === of) return open.service
      close()
      open = { of, service: createExportService({ ...parts, ...now }) }
      return open.service
    },
    close,
  }
}
