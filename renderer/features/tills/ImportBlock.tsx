import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportedFile } from '../../../shared/contract/tills.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { tillText } from './till-text.ts'
import styles from './tills.module.css'
import type { Done } from './use-tills.ts'

type ImportBlockProps = {
  readonly imported: Done<readonly ImportedFile[]>
  readonly onImport: () => void
}

/** Takes files of other tills, and says of each that was not simply taken what became of it. */
export function ImportBlock({ imported, onImport }: ImportBlockProps) {
  const { t } = useTranslation('tills')
  useDayKeys(useMemo(() => (imported.kind === 'busy' ? {} : { i: onImport }), [imported.kind, onImport]))
  return (
    <>
      <div className={styles['row']}>
        <Button
          variant="primary"
          keyCap={t('key.import')}
          isDisabled={imported.kind === 'busy'}
          onPress={onImport}
        >
          {imported.kind === 'busy' ? t('import.busy') : t('import.start')}
        </Button>
        <p className={styles['said']} role="status">
          <Summary imported={imported} />
        </p>
      </div>
      {imported.kind === 'failed' && <Failure error={imported.error} />}
      {imported.kind === 'done' && <Others files={imported.value} />}
    </>
  )
}

function Summary({ imported }: Pick<ImportBlockProps, 'imported'>) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  if (imported.kind !== 'done') return imported.kind === 'idle' ? t('import.hint') : null
  const taken = imported.value.filter(({ outcome }) => outcome === 'imported').length
  if (imported.value.length === 0) return t('import.nothing')
  return t('import.taken', { count: taken, value: format.count(taken) })
}

function Others({ files }: { readonly files: readonly ImportedFile[] }) {
  const { t } = useTranslation('tills')
  const others = files.filter(({ outcome }) => outcome !== 'imported')
  if (others.length === 0) return null
  return (
    <ul className={styles['list']} aria-label={t('import.others')}>
      {[...new Map(others.map((file) => [JSON.stringify(file), file]))].map(([key, file]) => (
        <li key={key}>
          <span className={styles['words']}>
            <Outcome file={file} />
          </span>
        </li>
      ))}
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
