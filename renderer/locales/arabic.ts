import type { Catalogue } from './catalogue.ts'

/** All of a language in one file: one to fetch when it is chosen. */
export const arabic = import.meta.glob<Catalogue>('./ar/*.json', { eager: true, import: 'default' })
