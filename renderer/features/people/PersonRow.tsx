import { useTranslation } from 'react-i18next'
import type { Person } from '../../../shared/people/person.ts'
import { Button } from '../../elements/Button.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { useMay } from '../../lib/use-may.ts'
import { ChangePersonForm, type PersonAct } from './ChangePersonForm.tsx'
import styles from './people.module.css'

type PersonRowProps = {
  readonly person: Person
  readonly isSelf: boolean
  /** What is open about this person. */
  readonly act: PersonAct | null
  readonly onAct: (act: PersonAct) => void
  readonly onEnd: (isDone: boolean) => void
}

/** Somebody, and what can be done about them: below their name, one thing at a time. */
export function PersonRow({ person, isSelf, act, onAct, onEnd }: PersonRowProps) {
  const { t } = useTranslation(['people', 'lock'])
  const mayChange = useMay('changePeople') === 'always'
  const acts = actsFor(person, mayChange)
  return (
    <li className={styles['person']} data-left={!person.isHere}>
      <div className={styles['who']}>
        <bdi className={styles['name']}>{person.name}</bdi>
        <span className={styles['role']}>{t(`lock:role.${person.role}`)}</span>
        {isSelf && <Chip tone="seen">{t('you')}</Chip>}
        {!person.isHere && <Chip>{t('left')}</Chip>}
      </div>
      {act === null && (
        <div className={styles['acts']}>
          {acts.map((one) => (
            <Button
              key={one}
              variant="quiet"
              label={t(`change.${one}.label`, { name: person.name })}
              onPress={() => onAct(one)}
            >
              {t(`change.${one}.button`)}
            </Button>
          ))}
        </div>
      )}
      {act !== null && (
        <div className={styles['change']}>
          <ChangePersonForm key={act} person={person} act={act} isSelf={isSelf} onEnd={onEnd} />
        </div>
      )}
    </li>
  )
}

function actsFor({ isHere }: Person, mayChange: boolean): readonly PersonAct[] {
  if (!isHere) return mayChange ? ['return'] : []
  return mayChange ? ['rename', 'role', 'pin', 'leave'] : ['pin']
}
