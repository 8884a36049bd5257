import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import styles from '../account.module.css'

type ListNoteProps = {
  readonly list: { readonly unreadable: number; readonly missing: number; readonly isComplete: boolean }
}

/** What a list does not show: half a list must not look like a whole one. */
export function ListNote({ list: { unreadable, missing, isComplete } }: ListNoteProps) {
  const { t } = useTranslation('account')
  const format = useFormat()
  if (unreadable === 0 && isComplete) return null
  return (
    <p className={styles['warning']} role="status">
      {unreadable > 0 && `${t('list.unreadable', { value: format.count(unreadable) })} `}
      {!isComplete && (missing > 0 ? t('list.missing', { value: format.count(missing) }) : t('list.cut'))}
    </p>
  )
}
