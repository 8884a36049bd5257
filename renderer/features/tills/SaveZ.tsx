import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { NumberedChoice } from '../numbered/NumberedChoice.tsx'
import styles from './tills.module.css'
import { useDone } from './use-tills.ts'

/** One Z of this till as a file for the till that merges. */
export function SaveZ() {
  const { t } = useTranslation('tills')
  const backend = useBackend()
  const lastZ = useTill((till) => till.shifts.lastZ)
  const [chosen, setChosen] = useState<number | null>(null)
  const { done, run } = useDone<{ file: string | null; isSigned: boolean }>()
  if (lastZ === 0) return null
  const z = chosen ?? lastZ
  return (
    <>
      <div className={styles['row']}>
        <NumberedChoice kind="z" number={z} onChange={setChosen} />
        <Button
          isDisabled={z > lastZ || done.kind === 'busy'}
          onPress={() => void run(() => backend.tills.saveBundle({ z }))}
        >
          {t('save.start')}
        </Button>
        <p className={styles['said']} role="status">
          {z > lastZ && t('save.noZ')}
          {z <= lastZ && done.kind === 'idle' && t('save.hint')}
          {done.kind === 'done' && <Saved {...done.value} />}
        </p>
      </div>
      {done.kind === 'failed' && (
        <div className={styles['failed']} role="alert">
          <ErrorText error={done.error} />
        </div>
      )}
    </>
  )
}

function Saved({ file, isSigned }: { readonly file: string | null; readonly isSigned: boolean }) {
  const { t } = useTranslation('tills')
  if (file === null) return t('nothingSaved')
  return (
    <>
      {t('savedTo')} <bdi dir="ltr">{file}</bdi>
      {!isSigned && ` · ${t('save.unsigned')}`}
    </>
  )
}
