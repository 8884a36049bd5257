import { useTranslation } from 'react-i18next'
import { Sentence } from '../../../elements/Sentence.tsx'
import { errorText } from '../../../lib/error-text.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useNow } from '../../../lib/use-now.ts'
import type { Refusal } from '../../owner/use-owners-word.ts'
import styles from './lock.module.css'

/** Why somebody was not let in, in a line or two. */
export function SignInRefusal({ refusal: { error, at } }: { readonly refusal: Refusal }) {
  const { t } = useTranslation('lock')
  const format = useFormat()
  if (error.code === 'pinLocked') return <Wait until={at + error.seconds * 1000} />
  const { key, values } = errorText(error)
  return (
    <p className={styles['refusal']} role="alert">
      {error.code === 'pinWrong' ? (
        t('wrong', { value: format.count(error.left) })
      ) : (
        <>
          <Sentence text={`error:${key}.title`} values={values} />
          {'. '}
          <Sentence text={`error:${key}.next`} values={values} />
        </>
      )}
    </p>
  )
}

function Wait({ until }: { readonly until: number }) {
  const { t } = useTranslation('lock')
  const format = useFormat()
  const left = until - useNow()
  if (left <= 0) return <p role="status">{t('again')}</p>
  return (
    <p className={styles['refusal']} role="alert">
      {t('wait', { time: format.countdown(left) })}
    </p>
  )
}
