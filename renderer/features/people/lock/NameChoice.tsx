import { useTranslation } from 'react-i18next'
import styles from './lock.module.css'
import type { PinEntry } from './use-pin-entry.ts'

/** Everybody who works here, by name: the arrow keys go through them while the digits are typed. */
export function NameChoice({ entry }: { readonly entry: PinEntry }) {
  const { t } = useTranslation('lock')
  const { here, chosen, choose } = entry
  return (
    <div className={styles['names']} role="radiogroup" aria-label={t('people')}>
      {here.map((person, index) => {
        const isChosen = person.id === chosen?.id
        const isEntrance = isChosen || (chosen === undefined && index === 0)
        return (
          // biome-ignore lint/a11y/useSemanticElements: a real radio button would take the arrow keys for itself
          <button
            key={person.id}
            type="button"
            role="radio"
            aria-checked={isChosen}
            tabIndex={isEntrance ? 0 : -1}
            className={styles['name']}
            // The keyboard stays with the PIN.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(person)}
          >
            <bdi className={styles['nameText']}>{person.name}</bdi>
            <span className={styles['role']}>{t(`role.${person.role}`)}</span>
          </button>
        )
      })}
    </div>
  )
}
