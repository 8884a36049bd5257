import type { CallbackRow } from '../../../shared/contract/relay.ts'

/** What main answers: rows, newest first, and whether there are older ones. */
export type CallbackPage = { readonly rows: readonly CallbackRow[]; readonly hasMore: boolean }

/** What is on the screen, and what came since: that waits, so that nothing moves under whoever reads. */
export type ShownCallbacks = CallbackPage & {
  readonly news: readonly CallbackRow[]
  /** False when more came than one page holds: then rows are missing between the news and what is shown. */
  readonly isNewsWhole: boolean
}

export function opened(page: CallbackPage): ShownCallbacks {
  return { ...page, news: [], isNewsWhole: true }
}

/** The first page again: rows that are shown change in place, newer ones wait. */
export function renewed(shown: ShownCallbacks, page: CallbackPage): ShownCallbacks {
  const [newest] = shown.rows
  if (!newest) return opened(page)
  const news = page.rows.filter(({ id }) => id > newest.id)
  const now = new Map(page.rows.map((row) => [row.id, row]))
  return {
    ...shown,
    rows: shown.rows.map((row) => changed(row, now.get(row.id))),
    news,
    isNewsWhole: news.length < page.rows.length || !page.hasMore,
  }
}

/** What waited comes first; where rows would be missing below it, it stands alone. */
export function withNews({ rows, hasMore, news, isNewsWhole }: ShownCallbacks): ShownCallbacks {
  return isNewsWhole ? opened({ rows: [...news, ...rows], hasMore }) : opened({ rows: news, hasMore: true })
}

export function withOlder(shown: ShownCallbacks, page: CallbackPage): ShownCallbacks {
  const oldest = shown.rows.at(-1)?.id ?? Number.POSITIVE_INFINITY
  const older = page.rows.filter(({ id }) => id < oldest)
  return { ...shown, rows: [...shown.rows, ...older], hasMore: page.hasMore }
}

/** A look that has not ended: its row changes without anything else that tells of it. */
export function isLooking({ rows }: CallbackPage): boolean {
  return rows.some(({ outcome }) => outcome.kind === 'looking')
}

/** The same object while it says the same, so that it is not drawn again. */
function changed(row: CallbackRow, now: CallbackRow | undefined): CallbackRow {
  return now === undefined || JSON.stringify(now) === JSON.stringify(row) ? row : now
}
