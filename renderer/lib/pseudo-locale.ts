import type { ResourceLanguage } from 'i18next'
import { pseudoLocalizeString } from 'pseudo-localization'

/** Interpolations and tags are the program's, not the translator's. */
const KEPT = /(\{\{.*?\}\}|<\/?\w+\/?>)/

/** English with an accent on every letter and a third longer: what stays plain is hard-coded, what is cut is too narrow. */
export function pseudoCatalogue(catalogue: ResourceLanguage): ResourceLanguage {
  return pseudo(catalogue) as ResourceLanguage
}

function pseudo(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, pseudo(child)]))
}

function pseudoText(text: string): string {
  return text
    .split(KEPT)
    .map((part) => (KEPT.test(part) ? part : pseudoLocalizeString(part)))
    .join('')
}
