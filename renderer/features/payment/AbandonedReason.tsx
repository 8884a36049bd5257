import { Sentence } from '../../elements/Sentence.tsx'
import { isErrorKey } from '../../lib/error-text.ts'

/** Why no charge came of it: the journal keeps the error's code, the catalogue has its words. */
export function AbandonedReason({ reason }: { readonly reason: string }) {
  if (!isErrorKey(reason)) return null
  return (
    <p>
      <Sentence text={`error:${reason}.title`} />
    </p>
  )
}
