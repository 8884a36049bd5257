import type { Result } from '../../shared/result.ts'

/** Where a file of that name is to be written; null: nowhere. An error says that the answer of whoever was asked does not count. */
export type AskWhere = (fileName: string) => Promise<Result<string | null>>
