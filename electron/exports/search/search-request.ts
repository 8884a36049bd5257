import type { Found } from '../../../shared/contract/search.ts'
import type { Result } from '../../../shared/result.ts'
import type { Sought } from './search.ts'

// What main and the thread that searches say to each other.

/** What the thread is started with. */
export type SearchSource = { readonly journalFile: string }

/** Answers come in the order of the questions. */
export type SearchRequest = { readonly id: number; readonly sought: Sought }
export type SearchReply = { readonly id: number; readonly answer: Result<Found> }
