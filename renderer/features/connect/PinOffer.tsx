import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { PinForm } from '../owner/PinForm.tsx'
import styles from './connect.module.css'

/** Whoever enters the key is the owner: the moment for their PIN. It is offered, and nothing waits for it. */
export function PinOffer() {
  const { t } = useTranslation('settings')
  const pin = useTill((till) => till.ownerPin)
  const hasPeople = useTill(({ people }) => people.length > 0)
  const [isOpen, setOpen] = useState(false)
  const [isSet, setIsSet] = useState(false)
  if (pin === 'set') return isSet ? <p role="status">{t('owner.offerDone')}</p> : null
  if (pin === 'unavailable' || hasPeople) return null
  return (
    <section className={styles['offer']} aria-label={t('owner.offer')}>
      <h5 className={styles['offerTitle']}>{t('owner.offer')}</h5>
      <p>{t('owner.offerText')}</p>
      {isOpen ? (
        <PinForm onSet={() => setIsSet(true)} onCancel={() => setOpen(false)} />
      ) : (
        <div>
          <Button onPress={() => setOpen(true)}>{t('owner.set')}</Button>
        </div>
      )}
    </section>
  )
}
