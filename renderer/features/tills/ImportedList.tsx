import { useTranslation } from 'react-i18next'
import type { ImportedFile } from '../../../shared/contract/tills.ts'
import { useFormat } from '../../lib/use-format.ts'
import { tillText } from './till-text.ts'
import styles from './tills.module.css'

/** Whoever has more than that to read looks into the folder. */
const SHOWN = 20

/** What became of each file that was not simply taken. */
export function ImportedList({ files }: { readonly files: readonly ImportedFile[] }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const others = files.filter(({ outcome }) => outcome !== 'imported')
  if (others.length === 0) return null
  const more = others.length - SHOWN
  return (
    <ul className={styles['list']} aria-label={t('import.others')}>
      {[...new Map(others.slice(0, SHOWN).map((file) => [JSON.stringify(file), file]))].map(([key, file]) => (
        <li key={key}>
          <span className={styles['words']}>
            <Outcome file={file} />
          </span>
        </li>
      ))}
      {more > 0 && (
        <li>
          <span className={styles['words']}>
            {t('import.more', { count: more, value: format.count(more) })}
          </span>
        </li>
      )}
    </ul>
  )
}

function Outcome({ file }: { readonly file: ImportedFile }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const { outcome, fault, till, z } = file
  const what =
    till === null
      ? null
      : t('import.of', { till: tillText(till, format.locale), z: format.paymentNumber(z ?? 0) })
  return (
    <>
      <bdi dir="ltr">{file.file}</bdi>
      {what !== null && ` · ${what}`}
      {' – '}
      {outcome === 'refused' ? t(`fault.${fault ?? 'unreadable'}`) : t(`outcome.${asOther(outcome)}`)}
    </>
  )
}

/** What was taken is counted, and not listed. */
function asOther(outcome: Exclude<ImportedFile['outcome'], 'refused'>) {
  return outcome === 'imported' ? 'duplicate' : outcome
}
