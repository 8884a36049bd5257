import type { Catalogue } from './catalogue.ts'

/** The English texts that the first screens do without: one file, fetched with the first of the other screens. */
export const englishLater = import.meta.glob<Catalogue>(
  ['./en/*.json', '!./en/{common,error,cashier,customer,gateways,lock}.json'],
  { eager: true, import: 'default' },
)
