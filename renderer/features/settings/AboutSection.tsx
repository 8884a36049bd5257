import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { BackupRow } from './BackupRow.tsx'
import styles from './settings.module.css'

/** The program and its data, in words. */
export function AboutSection() {
  const { t } = useTranslation('settings')
  const backend = useBackend()
  const mayBackUp = useMay('backUp') === 'always'
  const version = useTill((till) => till.version)
  const hasPanel = useTill((till) => till.practicePanel !== null)
  return (
    <dl className={styles['about']}>
      <dt>{t('about.version')}</dt>
      <dd>
        <bdi dir="ltr">USDTill {version}</bdi>
      </dd>
      <dt>{t('about.licence')}</dt>
      <dd>{t('about.licenceText')}</dd>
      <dt>{t('about.data')}</dt>
      <dd>{t('about.dataText')}</dd>
      {mayBackUp && (
        <>
          <dt>{t('about.backupTitle')}</dt>
          <dd>
            <BackupRow />
          </dd>
        </>
      )}
      {hasPanel && (
        <>
          <dt>{t('about.practicePanel')}</dt>
          <dd>
            <p>{t('about.practicePanelText')}</p>
            <Button onPress={() => void backend.till.openLink({ link: 'practicePanel' })}>
              {t('about.openPanel')}
            </Button>
          </dd>
        </>
      )}
    </dl>
  )
}
