import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { showScreen } from '../../stores/screen-store.ts'
import styles from './account.module.css'
import { useAsked } from './asked/use-asked.ts'
import { BalanceCard } from './BalanceCard.tsx'
import { ConversionsCard } from './conversions/ConversionsCard.tsx'
import { HostedPageCard } from './HostedPageCard.tsx'
import { PayoutsCard } from './PayoutsCard.tsx'
import { PreCheckCard } from './PreCheckCard.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useSignedInLeft } from './use-sign-in.ts'

/** The owner at the NOWPayments account of the open mode. Another mode is another account, of which nothing stays. */
export function AccountSection() {
  const isThere = useTill((till) => till.account.isThere)
  const mode = useTill((till) => till.mode)
  return <div className={styles['section']}>{isThere ? <Account key={mode} /> : <NotThere />}</div>
}

function NotThere() {
  const { t } = useTranslation('account')
  const { screen } = useStores()
  return (
    <div className={styles['note']}>
      <p>{t('notThere')}</p>
      <Button onPress={() => showScreen(screen, { kind: 'settings', section: 'gateway' })}>
        {t('openGateway')}
      </Button>
    </div>
  )
}

function Account() {
  const { t } = useTranslation('account')
  const backend = useBackend()
  const isSignedIn = useSignedInLeft() !== null
  const balance = useAsked(() => backend.account.balance())
  return (
    <>
      <section className={styles['block']} aria-label={t('signIn.title')}>
        <h3 className={styles['blockTitle']}>{t('signIn.title')}</h3>
        <SignInForm />
      </section>
      <BalanceCard asked={balance} />
      <ConversionsCard isSignedIn={isSignedIn} balance={balance} />
      <PayoutsCard isSignedIn={isSignedIn} />
      <PreCheckCard />
      <HostedPageCard />
    </>
  )
}
