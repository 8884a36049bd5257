import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { PinForm } from '../owner/PinForm.tsx'
import { EarlyReleaseForm } from './EarlyReleaseForm.tsx'
import styles from './settings.module.css'

/** What only the owner may do: the PIN that shows it is them, and the rule that lets goods go early. */
export function OwnerSection() {
  const { t } = useTranslation('settings')
  // People have PINs of their own.
  const hasPeople = useTill(({ people }) => people.length > 0)
  return (
    <div className={styles['fields']}>
      {!hasPeople && (
        <section className={styles['block']} aria-labelledby="owner-pin">
          <h3 className={styles['blockTitle']} id="owner-pin">
            {t('owner.pin')}
          </h3>
          <p className={styles['blockText']}>{t('owner.pinText')}</p>
          <OwnersPin />
        </section>
      )}
      <section className={styles['block']} aria-labelledby="early-release">
        <h3 className={styles['blockTitle']} id="early-release">
          {t('early.title')}
        </h3>
        <p className={styles['blockText']}>{t('early.text')}</p>
        <p className={styles['risk']}>{t('early.risk')}</p>
        <EarlyReleaseForm />
      </section>
    </div>
  )
}

function OwnersPin() {
  const { t } = useTranslation('settings')
  const pin = useTill((till) => till.ownerPin)
  const isPassing = useTill((till) => till.mode === 'practice' && till.keychain !== null)
  const [isChanging, setChanging] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const done = () => {
    setChanging(false)
    setSaved(true)
  }
  if (pin === 'unavailable') {
    return (
      <div className={styles['alert']} role="alert">
        <p>
          <strong>{t('owner.unavailable')}</strong>
        </p>
        <p>{t('owner.unavailableNext')}</p>
      </div>
    )
  }
  const showsForm = pin === 'none' || isChanging
  return (
    <>
      <div className={styles['standing']}>
        <Chip tone={pin === 'set' ? 'seen' : 'warning'}>{t(`owner.state.${pin}`)}</Chip>
        {isPassing && <p className={styles['passing']}>{t('owner.passing')}</p>}
        <p role="status" className={styles['done']}>
          {isSaved && pin === 'set' && !isChanging && t('owner.saved')}
        </p>
      </div>
      {showsForm ? (
        <PinForm key={pin} onSet={done} {...(isChanging && { onCancel: () => setChanging(false) })} />
      ) : (
        <div className={styles['actions']}>
          <Button onPress={() => setChanging(true)}>{t('owner.change')}</Button>
        </div>
      )}
    </>
  )
}
