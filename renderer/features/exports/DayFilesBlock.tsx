import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { DayFileFormat, DayFiles } from '../../../shared/contract/day-files.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { Result } from '../../../shared/result.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Block } from '../../elements/Page.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { DayFilesStanding } from './DayFilesStanding.tsx'
import styles from './exports.module.css'

const FORMATS = ['xlsx', 'csv', 'json', 'pdf'] as const

/** The files that the till writes by itself: where to, in which form, and what it still owes. */
export function DayFilesBlock() {
  const { t } = useTranslation('exports')
  const backend = useBackend()
  const dayFiles = useTill((till) => till.settings.dayFiles)
  const [error, setError] = useState<AppError | null>(null)
  const change = async (call: () => Promise<Result<TillState>>): Promise<void> => {
    const answer = await call()
    setError(answer.ok ? null : answer.error)
  }
  const setFormats = (formats: DayFileFormat[]) =>
    void change(() => backend.exports.setDayFormats({ formats }))
  return (
    <Block labelledBy="day-files">
      <div>
        <h3 id="day-files" className={styles['partTitle']}>
          {t('dayFiles.title')}
        </h3>
        <p className={styles['about']}>{t('dayFiles.text')}</p>
      </div>
      <div className={styles['folder']}>
        {dayFiles !== null && (
          <p className={styles['path']}>
            <bdi dir="ltr">{dayFiles.folder}</bdi>
          </p>
        )}
        <Button onPress={() => void change(() => backend.exports.chooseFolder())}>
          {t(dayFiles === null ? 'dayFiles.choose' : 'dayFiles.change')}
        </Button>
        {dayFiles !== null && <Button onPress={() => setFormats([])}>{t('dayFiles.stop')}</Button>}
      </div>
      {dayFiles !== null && <Formats dayFiles={dayFiles} onChange={setFormats} />}
      {dayFiles !== null && <DayFilesStanding />}
      {error !== null && <Failure error={error} />}
    </Block>
  )
}

type FormatsProps = {
  readonly dayFiles: DayFiles
  readonly onChange: (formats: DayFileFormat[]) => void
}

/** Any of them; the last one stays, since without a form there is no file. */
function Formats({ dayFiles: { formats }, onChange }: FormatsProps) {
  const { t } = useTranslation('exports')
  return (
    <fieldset className={styles['toggles']} aria-label={t('dayFiles.formats')}>
      {FORMATS.map((format) => {
        const isOn = formats.includes(format)
        return (
          <button
            key={format}
            type="button"
            className={styles['toggle']}
            aria-pressed={isOn}
            disabled={isOn && formats.length === 1}
            onClick={() => onChange(isOn ? formats.filter((one) => one !== format) : [...formats, format])}
          >
            {isOn && <Check size={16} strokeWidth={3} aria-hidden="true" />} {t(`format.${format}`)}
          </button>
        )
      })}
    </fieldset>
  )
}
