import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useMay } from '../../lib/use-may.ts'
import { useStores } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { useMissingDayFiles } from '../exports/use-missing-day-files.ts'
import styles from './closing.module.css'

/** That a closed day has no file yet, why, and the way to where that is put right. Gone once it is written. */
export function DayFilesNote() {
  const { t } = useTranslation('closing')
  const { screen } = useStores()
  const isTheirs = useMay('seeHistory') === 'always'
  const missing = useMissingDayFiles()
  if (!isTheirs || missing === null) return null
  const { key, values } = errorText(missing.reason)
  return (
    <div className={styles['owed']} role="status">
      <p>
        {missing.text}. <Sentence text={`error:${key}.title`} values={values} />.
      </p>
      <Button onPress={() => showScreen(screen, { kind: 'reports', section: 'export' })}>
        {t('close.dayFiles')}
      </Button>
    </div>
  )
}
