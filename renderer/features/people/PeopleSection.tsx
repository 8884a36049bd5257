import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useTill } from '../../stores/app-stores.ts'
import { AddPersonForm } from './AddPersonForm.tsx'
import type { PersonAct } from './ChangePersonForm.tsx'
import { FirstOwnerForm } from './FirstOwnerForm.tsx'
import { LockAfter } from './LockAfter.tsx'
import { PersonRow } from './PersonRow.tsx'
import styles from './people.module.css'

/** Who works here. Who may not change people finds their own PIN. */
export function PeopleSection() {
  const isEmpty = useTill((till) => till.people.length === 0)
  const mayChange = useMay('changePeople') === 'always'
  return (
    <div className={styles['blocks']}>
      {isEmpty ? <NobodyYet /> : <People />}
      {!isEmpty && mayChange && <LockAfter />}
    </div>
  )
}

function NobodyYet() {
  const { t } = useTranslation('people')
  return (
    <section className={styles['block']} aria-labelledby="people-empty">
      <h3 className={styles['blockTitle']} id="people-empty">
        {t('empty.title')}
      </h3>
      <p className={styles['blockText']}>{t('empty.text')}</p>
      <FirstOwnerForm />
    </section>
  )
}

/** What is open: a form about somebody, the one for somebody new, or nothing. */
type Open = { readonly person: string; readonly act: PersonAct } | 'add' | null

function People() {
  const { t } = useTranslation('people')
  const mayChange = useMay('changePeople') === 'always'
  const everybody = useTill((till) => till.people)
  const self = useTill(({ session }) => (session.kind === 'signedIn' ? session.person : null))
  const [open, setOpen] = useState<Open>(null)
  const [done, setDone] = useState('')
  const shown = mayChange ? everybody : everybody.filter(({ id }) => id === self)
  const begin = (next: Open) => {
    setDone('')
    setOpen(next)
  }
  const end = (words: string) => {
    setDone(words)
    setOpen(null)
  }
  return (
    <section className={styles['block']} aria-label={t('list')}>
      <ul className={styles['people']}>
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isSelf={person.id === self}
            act={open !== null && open !== 'add' && open.person === person.id ? open.act : null}
            onAct={(act) => begin({ person: person.id, act })}
            onEnd={(isDone) => end(isDone ? t('done', { name: person.name }) : '')}
          />
        ))}
      </ul>
      {open === 'add' && (
        <AddPersonForm onEnd={(added) => end(added === null ? '' : t('added', { name: added }))} />
      )}
      <div className={styles['actions']}>
        {mayChange && open !== 'add' && <Button onPress={() => begin('add')}>{t('add.button')}</Button>}
        <p role="status" className={styles['done']}>
          {done}
        </p>
      </div>
    </section>
  )
}
