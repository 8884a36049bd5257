import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { SettingsPatch } from '../../../shared/contract/settings.ts'
import { CURRENCY_CODES } from '../../../shared/money/currency.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { SelectField } from '../../elements/SelectField.tsx'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { ConnectView } from '../connect/ConnectView.tsx'
import { FirstOwnerForm } from '../people/FirstOwnerForm.tsx'
import { currencyOptions, languageChoices } from '../settings/setting-options.ts'
import styles from './welcome.module.css'

type Way = 'practise' | 'setUp'

/** First run, at the right of the keypad, which works already: both ways on begin with the owner, and practice alone may leave it for later. */
export function Welcome() {
  const { t } = useTranslation('people')
  const backend = useBackend()
  const hasPeople = useTill(({ people }) => people.length > 0)
  const [way, setWay] = useState<Way | null>(null)
  const [error, setError] = useState<AppError | null>(null)

  const finish = async (): Promise<void> => {
    const result = await backend.till.welcomed()
    setError(result.ok ? null : result.error)
  }
  const save = async (patch: SettingsPatch): Promise<void> => {
    const result = await backend.till.saveSettings(patch)
    setError(result.ok ? null : result.error)
  }
  if (way === 'practise' || (way === 'setUp' && !hasPeople)) {
    return <FirstOwner way={way} error={error} onBack={() => setWay(null)} onPractise={() => void finish()} />
  }
  if (way === 'setUp') {
    return <ConnectView onBack={() => setWay(null)} onConnected={() => void finish()} />
  }
  return (
    <section className={styles['welcome']} aria-labelledby="welcome-title">
      <Greeting />
      <div className={styles['choices']}>
        <Choice kind="practise" onPress={() => (hasPeople ? void finish() : setWay('practise'))} />
        <Choice kind="setUp" onPress={() => setWay('setUp')} />
      </div>
      <p className={styles['people']}>{t('first.offer')}</p>
      <Basics onChange={(patch) => void save(patch)} />
      {error && <Failed error={error} />}
    </section>
  )
}

type FirstOwnerProps = {
  readonly way: Way
  readonly error: AppError | null
  readonly onBack: () => void
  readonly onPractise: () => void
}

/** Real money has an owner before it has a key. A demonstration does without. */
function FirstOwner({ way, error, onBack, onPractise }: FirstOwnerProps) {
  const { t } = useTranslation(['people', 'common'])
  return (
    <section className={styles['welcome']} aria-labelledby="first-owner">
      <header className={styles['greeting']}>
        <h2 className={styles['title']} id="first-owner">
          {t('first.title')}
        </h2>
        <p className={styles['text']}>{t(way === 'practise' ? 'first.practiceText' : 'first.text')}</p>
      </header>
      {way === 'practise' ? (
        <FirstOwnerForm onAdded={onPractise}>
          <Button onPress={onPractise}>{t('first.later')}</Button>
          <Button variant="quiet" onPress={onBack}>
            {t('common:back')}
          </Button>
        </FirstOwnerForm>
      ) : (
        <FirstOwnerForm>
          <Button onPress={onBack}>{t('common:back')}</Button>
        </FirstOwnerForm>
      )}
      {error && <Failed error={error} />}
    </section>
  )
}

function Failed({ error }: { readonly error: AppError }) {
  return (
    <div className={styles['failed']} role="alert">
      <ErrorText error={error} />
    </div>
  )
}

function Greeting() {
  const { t } = useTranslation('settings')
  return (
    <header className={styles['greeting']}>
      <h2 className={styles['title']} id="welcome-title">
        {t('welcome.title')}
      </h2>
      <p className={styles['text']}>{t('welcome.text')}</p>
    </header>
  )
}

function Choice({ kind, onPress }: { readonly kind: Way; readonly onPress: () => void }) {
  const { t } = useTranslation('settings')
  return (
    <div className={styles['choice']}>
      <h3 className={styles['choiceTitle']}>{t(`welcome.${kind}Title`)}</h3>
      <p className={styles['choiceText']}>{t(`welcome.${kind}Text`)}</p>
      <Button variant={kind === 'practise' ? 'primary' : 'secondary'} size="large" isWide onPress={onPress}>
        {t(`welcome.${kind}`)}
      </Button>
    </div>
  )
}

/** Language and currency: what the very first sale needs. */
function Basics({ onChange }: { readonly onChange: (patch: SettingsPatch) => void }) {
  const { t } = useTranslation('settings')
  const locale = useLocale()
  const language = useTill((till) => till.settings.language)
  const currency = useTill((till) => till.settings.currency)
  const currencies = useMemo(() => {
    const names = new Map(currencyOptions(locale).map(({ id, text }) => [id, text]))
    return CURRENCY_CODES.map((value) => ({ value, text: names.get(value) ?? value }))
  }, [locale])
  return (
    <div className={styles['basics']}>
      <SelectField
        label={t('field.language')}
        value={language}
        options={languageChoices(language).map((value) => ({ value, text: t(`language.${value}`) }))}
        onChange={(chosen) => onChange({ language: chosen })}
      />
      <SelectField
        label={t('field.currency')}
        value={currency}
        options={currencies}
        onChange={(chosen) => onChange({ currency: chosen })}
      />
    </div>
  )
}
