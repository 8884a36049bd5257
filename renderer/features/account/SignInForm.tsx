import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Field } from '../../elements/Field.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './sign-in.module.css'
import { useSignedInLeft, useSignIn } from './use-sign-in.ts'

/**
 * Signs in to the gateway account where it is needed, and once that is done says for how long. To be put wherever a
 * call may answer `signInAgain`; only where the account is there (`till.account.isThere`).
 */
export function SignInForm() {
  const left = useSignedInLeft()
  return left === null ? <LoginForm /> : <SignedIn left={left} />
}

function LoginForm() {
  const { t } = useTranslation('account')
  const form = useSignIn()
  return (
    <form
      className={styles['form']}
      aria-label={t('signIn.label')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <p className={styles['text']}>{t('signIn.text')}</p>
      <div className={styles['fields']}>
        <Field
          label={t('signIn.email')}
          value={form.email}
          onChange={form.setEmail}
          error={form.isWrong('email') ? t('signIn.emailMissing') : undefined}
          maxLength={254}
          isCode
        />
        <Field
          label={t('signIn.password')}
          type="password"
          value={form.password}
          onChange={form.setPassword}
          error={form.isWrong('password') ? t('signIn.passwordMissing') : undefined}
          maxLength={200}
          isCode
        />
      </div>
      {form.failure !== null && (
        <div className={styles['failure']} role="alert">
          <ErrorText error={form.failure} />
        </div>
      )}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={form.isAsking}>
          {form.isAsking ? t('signIn.asking') : t('signIn.submit')}
        </Button>
        <PracticeLogin
          onFill={(login) => {
            form.setEmail(login.email)
            form.setPassword(login.password)
          }}
        />
      </div>
    </form>
  )
}

type PracticeLoginProps = {
  readonly onFill: (login: { readonly email: string; readonly password: string }) => void
}

/** The practice gateway's account has a login that everybody may know. */
function PracticeLogin({ onFill }: PracticeLoginProps) {
  const { t } = useTranslation('account')
  const login = useTill((till) => till.account.practiceLogin)
  if (login === null) return null
  return (
    <>
      <Button onPress={() => onFill(login)}>{t('signIn.fill')}</Button>
      <p className={styles['quiet']}>{t('signIn.practice')}</p>
    </>
  )
}

function SignedIn({ left }: { readonly left: number }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const backend = useBackend()
  return (
    <section className={styles['signedIn']} aria-label={t('signIn.signedIn')}>
      <p>
        <strong>{t('signIn.signedIn')}</strong>{' '}
        <span className={styles['left']}>{t('signIn.left', { time: format.countdown(left) })}</span>
      </p>
      <Button onPress={() => void backend.account.signOut()}>{t('signIn.signOut')}</Button>
    </section>
  )
}
