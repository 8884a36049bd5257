import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { ImportBlock } from './ImportBlock.tsx'
import { MergedBlock } from './MergedBlock.tsx'
import { SaveZ } from './SaveZ.tsx'
import { TillList } from './TillList.tsx'
import styles from './tills.module.css'
import { useTills } from './use-tills.ts'

/** The tills of one shop: which there are, how their Zs come here, and all of them in one report. */
export function TillsSection() {
  const { t } = useTranslation('tills')
  const tills = useTills()
  const { view, known, imported, importFiles, choose, again } = tills
  return (
    <div className={styles['screen']}>
      <div>
        <h2 className={styles['title']}>{t('title')}</h2>
        <p className={styles['lead']}>{t('lead')}</p>
      </div>
      {view?.ok === false ? (
        <div className={styles['failed']} role="alert">
          <ErrorText error={view.error} />
          <Button onPress={again}>{t('again')}</Button>
        </div>
      ) : (
        <>
          <section className={styles['block']} aria-label={t('list.title')}>
            {view === null ? (
              <p className={styles['taken']}>{t('loading')}</p>
            ) : (
              <TillList tills={view.value.tills} />
            )}
            <ImportBlock imported={imported} onImport={() => void importFiles()} />
            <SaveZ />
          </section>
          <MergedBlock known={known} onChoose={(bundle) => void choose(bundle)} />
        </>
      )}
    </div>
  )
}
