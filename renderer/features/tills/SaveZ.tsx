import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { NumberedChoice } from '../period/NumberedChoice.tsx'
import styles from './tills.module.css'
import { useDone } from './use-tills.ts'

/** One Z of this till as a file for the till that merges. */
export function SaveZ() {
  const { t } = useTranslation('tills')
  const backend = useBackend()
  const lastZ = useTill((till) => till.shifts.lastZ)
  const [chosen, setChosen] = useState<number | null>(null)
  const { done, run } = useDone<{ file: string | null; isSigned: boolean }>()
  const z = chosen ?? lastZ
  const isReady = lastZ > 0 && z <= lastZ && done.kind !== 'busy'
  const save = useCallback(() => void run(() => backend.tills.saveBundle({ z })), [run, backend, z])
  useDayKeys(useMemo(() => (isReady ? { f: save } : {}), [isReady, save]))
  if (lastZ === 0) return null
  return (
    <>
      <div className={styles['row']}>
        <NumberedChoice kind="z" number={z} onChange={setChosen} />
        <Button keyCap={t('key.file')} isDisabled={!isReady} onPress={save}>
          {t('save.start')}
        </Button>
        <p className={styles['said']} role="status">
          {z > lastZ && t('save.noZ')}
          {z <= lastZ && done.kind === 'idle' && t('save.hint')}
          {done.kind === 'done' && <Saved {...done.value} />}
        </p>
      </div>
      {done.kind === 'failed' && <Failure error={done.error} />}
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
