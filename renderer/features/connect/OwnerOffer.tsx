import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { FirstOwnerForm } from '../people/FirstOwnerForm.tsx'
import styles from './connect.module.css'
import { intoView } from './into-view.ts'

/**
 * Before real money, whose till it is: as on the first run. Offered where the till has a live key from before there were people;
 * the first such key is refused without an owner, and `isNeeded` then.
 */
export function OwnerOffer({ isNeeded = false }: { readonly isNeeded?: boolean }) {
  const { t } = useTranslation(['people', 'common'])
  const hasPeople = useTill(({ people }) => people.length > 0)
  const [isOpen, setOpen] = useState(false)
  if (hasPeople) return null
  return (
    <section className={styles['offer']} aria-label={t('first.title')}>
      <p className={styles['offerTitle']}>{t('first.title')}</p>
      <p>{t('first.text')}</p>
      {isNeeded && (
        <p ref={intoView} role="alert" className={styles['needed']}>
          {t('first.needed')}
        </p>
      )}
      {isNeeded || isOpen ? (
        <FirstOwnerForm>
          {!isNeeded && <Button onPress={() => setOpen(false)}>{t('common:back')}</Button>}
        </FirstOwnerForm>
      ) : (
        <div>
          <Button onPress={() => setOpen(true)}>{t('first.add')}</Button>
        </div>
      )}
    </section>
  )
}
