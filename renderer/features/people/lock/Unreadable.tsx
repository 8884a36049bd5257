import { FileWarning } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Sentence } from '../../../elements/Sentence.tsx'
import styles from './lock.module.css'

const STEPS = ['close', 'putBack', 'start'] as const

/** In place of the names: who works here is not known, and what brings them back (`docs/people.md`). */
export function Unreadable() {
  const { t } = useTranslation('lock')
  return (
    <section className={styles['unreadable']} aria-labelledby="unreadable-title">
      <header className={styles['heading']}>
        <FileWarning size={28} aria-hidden="true" />
        <div>
          <h2 className={styles['title']} id="unreadable-title">
            {t('unreadable.title')}
          </h2>
          <p className={styles['lead']}>{t('unreadable.text')}</p>
        </div>
      </header>
      <ol className={styles['steps']}>
        {STEPS.map((step) => (
          <li key={step}>
            <Sentence text={`lock:unreadable.${step}`} />
          </li>
        ))}
      </ol>
      <p className={styles['lead']}>{t('unreadable.noCopy')}</p>
    </section>
  )
}
