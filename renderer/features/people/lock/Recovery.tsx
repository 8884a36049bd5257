import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../../shared/people/person.ts'
import { Button } from '../../../elements/Button.tsx'
import { Field } from '../../../elements/Field.tsx'
import { useTill } from '../../../stores/app-stores.ts'
import { Segments } from '../../connect/Segments.tsx'
import { secretText } from '../../connect/secret-text.ts'
import { PinFields } from '../PinFields.tsx'
import styles from './recovery.module.css'
import { SignInRefusal } from './SignInRefusal.tsx'
import { type KeyPlace, keyPlaces, useRecovery } from './use-recovery.ts'

type RecoveryProps = { readonly owner: Person; readonly onEnd: () => void }

/** An owner's lost PIN: whoever has the key of this till's gateway sets a new one, and the journal says so. */
export function Recovery({ owner, onEnd }: RecoveryProps) {
  const { t } = useTranslation('people')
  const places = keyPlaces(useTill((till) => till))
  const [chosen, setChosen] = useState(0)
  const [isDone, setDone] = useState(false)
  const place = places[chosen] ?? places[0]
  return (
    <section className={styles['recovery']} aria-labelledby="recovery-title">
      <h2 className={styles['title']} id="recovery-title">
        {t('recovery.title', { name: owner.name })}
      </h2>
      {isDone ? (
        <p role="status">{t('recovery.done')}</p>
      ) : (
        <p className={styles['text']}>{t(place === undefined ? 'recovery.impossible' : 'recovery.text')}</p>
      )}
      {isDone || place === undefined ? (
        <div>
          <Button variant="primary" onPress={onEnd}>
            {t('recovery.back')}
          </Button>
        </div>
      ) : (
        <>
          {places.length > 1 && (
            <Segments
              label={t('recovery.which')}
              value={String(places.indexOf(place))}
              choices={places.map(({ title }, index) => ({
                value: String(index),
                text: title,
              }))}
              onChange={(index) => setChosen(Number(index))}
            />
          )}
          <RecoveryForm owner={owner} place={place} onRecovered={() => setDone(true)} onBack={onEnd} />
        </>
      )}
    </section>
  )
}

type RecoveryFormProps = {
  readonly owner: Person
  readonly place: KeyPlace
  readonly onRecovered: () => void
  readonly onBack: () => void
}

function RecoveryForm({ owner, place, onRecovered, onBack }: RecoveryFormProps) {
  const { t } = useTranslation(['people', 'common', 'gateways'])
  const form = useRecovery(owner.id, place, onRecovered)
  return (
    <form
      className={styles['form']}
      aria-label={t('recovery.title', { name: owner.name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onBack()
      }}
    >
      <Field
        label={t('recovery.key', {
          secret: t(secretText(place.id, place.secret, 'label')),
          title: place.title,
        })}
        type="password"
        value={form.key}
        onChange={form.setKey}
        description={t('recovery.keyHint')}
        error={form.isKeyWrong ? t('recovery.keyInvalid') : undefined}
        maxLength={220}
        isCode
        hasFocus
      />
      <PinFields pin={form.pin} />
      {form.refusal !== null && <SignInRefusal refusal={form.refusal} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" keyCap={t('common:key.enter')} isDisabled={form.isAsking}>
          {form.isAsking ? t('saving') : t('recovery.set')}
        </Button>
        <Button onPress={onBack} keyCap={t('common:key.escape')}>
          {t('common:back')}
        </Button>
      </div>
    </form>
  )
}
