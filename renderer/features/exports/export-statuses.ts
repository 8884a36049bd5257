import type { ExportStatus } from '../../../shared/contract/exports.ts'

/** What counts as a sale, then every status in the order of docs/exports.md; a missing one does not compile. */
export const STATUSES = Object.keys({
  sold: true,
  paid: true,
  short: true,
  expired: true,
  cancelled: true,
  failed: true,
  refunded: true,
  abandoned: true,
  created: true,
  awaiting: true,
  seen: true,
  confirmed: true,
  sending: true,
} satisfies Record<ExportStatus, true>) as ExportStatus[]
