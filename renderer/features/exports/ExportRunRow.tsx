import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import type { ExportRun } from '../../stores/export-store.ts'
import styles from './exports.module.css'

type ExportRunRowProps = {
  readonly run: ExportRun
  readonly isReady: boolean
  readonly onStart: () => void
  readonly onCancel: () => void
}

/** The one button, how far it is, and where the file went or why there is none. */
export function ExportRunRow({ run, isReady, onStart, onCancel }: ExportRunRowProps) {
  const { t } = useTranslation('exports')
  return (
    <div className={styles['part']}>
      <div className={styles['run']}>
        {run.kind === 'running' ? (
          <Button onPress={onCancel}>{t('run.cancel')}</Button>
        ) : (
          <Button variant="primary" keyCap={t('key.export')} isDisabled={!isReady} onPress={onStart}>
            {t('run.start')}
          </Button>
        )}
        <div className={styles['progress']} role="status">
          {run.kind === 'running' && <Progress run={run} />}
          {run.kind === 'done' && <Saved run={run} />}
        </div>
      </div>
      {run.kind === 'failed' && <Failure error={run.error} />}
    </div>
  )
}

function Progress({ run: { progress } }: { readonly run: Extract<ExportRun, { kind: 'running' }> }) {
  const { t } = useTranslation('exports')
  const format = useFormat()
  if (progress === null) return <p>{t('run.asking')}</p>
  const { done, total } = progress
  return (
    <>
      <p>{t('run.readOf', { done: format.count(done), total: format.count(total) })}</p>
      <progress className={styles['bar']} aria-label={t('run.label')} value={done} max={Math.max(total, 1)} />
    </>
  )
}

function Saved({ run: { file, payments } }: { readonly run: Extract<ExportRun, { kind: 'done' }> }) {
  const { t } = useTranslation('exports')
  const format = useFormat()
  if (file === null) return <p>{t('run.nothing')}</p>
  const values = { count: payments, value: format.count(payments), file }
  return (
    <p className={styles['saved']}>
      <Sentence text="exports:run.saved" values={values} />
    </p>
  )
}
