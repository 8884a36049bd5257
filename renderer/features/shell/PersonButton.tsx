import { LockKeyhole } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { lockTill } from '../../commands/session-commands.ts'
import { useCommand } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import styles from './shell.module.css'

/** Who is signed in; pressed, they are not, and somebody else can be. */
export function PersonButton() {
  const name = useTill(({ session, people }) =>
    session.kind === 'signedIn' ? people.find(({ id }) => id === session.person)?.name : undefined,
  )
  return name === undefined ? null : <SignedIn name={name} />
}

function SignedIn({ name }: { readonly name: string }) {
  const { t } = useTranslation('lock')
  const { run, cap, isKeyActive } = useCommand(lockTill)
  return (
    <Button variant="quiet" onPress={run} keyCap={cap} isKeyActive={isKeyActive} keepsFocus>
      <LockKeyhole size={16} aria-hidden="true" />
      <span className={styles['unseen']}>{t('lock')}: </span>
      <bdi className={styles['person']}>{name}</bdi>
    </Button>
  )
}
