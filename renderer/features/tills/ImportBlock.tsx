import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportedFile } from '../../../shared/contract/tills.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { ImportedList } from './ImportedList.tsx'
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
      {imported.kind === 'done' && <ImportedList files={imported.value} />}
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
