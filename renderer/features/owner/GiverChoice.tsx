import { useTranslation } from 'react-i18next'
import styles from './owner.module.css'
import type { Giver } from './use-giver.ts'

/** Whose PIN is to be typed, where it could be several people's. */
export function GiverChoice({ giver, isMissing }: { readonly giver: Giver; readonly isMissing: boolean }) {
  const { t } = useTranslation('lock')
  const { isNamed, people, person, choose } = giver
  if (!isNamed || people.length === 1) return null
  if (people.length === 0) return <p className={styles['meaning']}>{t('word.none')}</p>
  return (
    <fieldset className={styles['givers']} aria-label={t('word.whose')}>
      <span className={styles['whose']} aria-hidden="true">
        {t('word.whose')}
      </span>
      {people.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={styles['giver']}
          aria-pressed={id === person?.id}
          onClick={() => choose(id)}
        >
          <bdi>{name}</bdi>
        </button>
      ))}
      {isMissing && (
        <p className={styles['refusal']} role="alert">
          {t('word.choose')}
        </p>
      )}
    </fieldset>
  )
}

/** What the field of the PIN is called: by whose it is. */
export function usePinLabel({ isNamed, person }: Giver): string {
  const { t } = useTranslation(['lock', 'cashier'])
  if (!isNamed) return t('cashier:owner.pin')
  return person === undefined ? t('lock:pin') : t('lock:pinOf', { name: person.name })
}
