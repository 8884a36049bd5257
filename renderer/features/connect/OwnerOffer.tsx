import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { FirstOwnerForm } from '../people/FirstOwnerForm.tsx'
import styles from './connect.module.css'

/** Before real money, whose till it is: as on the first run, and offered only, since a till may stay without people. */
export function OwnerOffer() {
  const { t } = useTranslation(['people', 'common'])
  const hasPeople = useTill(({ people }) => people.length > 0)
  const [isOpen, setOpen] = useState(false)
  if (hasPeople) return null
  return (
    <section className={styles['offer']} aria-label={t('first.title')}>
      <p className={styles['offerTitle']}>{t('first.title')}</p>
      <p>{t('first.text')}</p>
      {isOpen ? (
        <FirstOwnerForm>
          <Button onPress={() => setOpen(false)}>{t('common:back')}</Button>
        </FirstOwnerForm>
      ) : (
        <div>
          <Button onPress={() => setOpen(true)}>{t('first.add')}</Button>
        </div>
      )}
    </section>
  )
}
