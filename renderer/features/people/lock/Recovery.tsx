import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../../shared/people/person.ts'
import { Button } from '../../../elements/Button.tsx'
import { Field } from '../../../elements/Field.tsx'
import { Segments } from '../../../elements/Segments.tsx'
import { useTill } from '../../../stores/app-stores.ts'
import { secretText } from '../../connect/secret-text.ts'
import { useEscape } from '../../owner/use-escape.ts'
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
  const section = useRef<HTMLElement>(null)
  useEscape(onEnd, section)
  return (
    <section ref={section} className={styles['recovery']} aria-labelledby="recovery-title">
      <h2 className={styles['title']} id="recovery-title">
        {t('recovery.title', { name: owner.name })}
      </h2>
      {isDone ? (
        <p role="status">{t('recovery.done')}</p>
      ) : (
        <p className={styles['text']}>{t(place === undefined ? 'recovery.impossible' : 'recovery.text')}</p>
      )}
      {isDone || place === undefined ? (
        <WayBack onBack={onEnd} />
      ) : (
        <>
          {places.length > 1 && (
            <Segments
              label={t('recovery.which')}
              options={places.map(({ title }, index) => ({ key: String(index), text: title }))}
              current={String(places.indexOf(place))}
              onChoose={(index) => setChosen(Number(index))}
            />
          )}
          <RecoveryForm owner={owner} place={place} onRecovered={() => setDone(true)} onBack={onEnd} />
        </>
      )}
    </section>
  )
}

/** All that is left to do here: it has the keyboard. */
function WayBack({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation(['people', 'common'])
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={place}>
      <Button variant="primary" onPress={onBack} keyCap={t('common:key.enter')}>
        {t('recovery.back')}
      </Button>
    </div>
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
