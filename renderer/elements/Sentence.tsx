import type { ParseKeys } from 'i18next'
import { Trans } from 'react-i18next'

const NAMESPACES = [
  'common',
  'error',
  'cashier',
  'customer',
  'settings',
  'day',
  'books',
  'gateways',
  'refund',
  'closing',
  'exports',
  'lock',
] as const
type Namespaces = typeof NAMESPACES
export type TextKey = ParseKeys<Namespaces>

type SentenceProps = {
  /** With its namespace: "cashier:outcome.short.title". */
  readonly text: TextKey
  readonly values?: Readonly<Record<string, string | number>>
}

const MARKS = { ltr: <bdi dir="ltr" />, b: <strong /> }

/** A sentence from the catalogue; `<ltr>…</ltr>` in it keeps amounts and addresses left to right, `<b>` stresses. */
export function Sentence({ text, values = {} }: SentenceProps) {
  return <Trans<TextKey, Namespaces> ns={NAMESPACES} i18nKey={text} values={values} components={MARKS} />
}
