import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreChecks } from '../../../shared/contract/account.ts'
import { Chip } from '../../elements/Chip.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { AgeText } from './AgeText.tsx'
import { AskedFailure, AskedHead } from './AskedCard.tsx'
import styles from './account.module.css'
import { useAsked } from './use-asked.ts'

/** What the gateway says of USDT on TRON before anything is charged. Seldom asked: each answer shows its age. */
export function PreCheckCard() {
  const { t } = useTranslation('account')
  const backend = useBackend()
  const asked = useAsked((isAgain) => backend.account.preChecks({ asksAgain: isAgain }))
  return (
    <section className={styles['block']} aria-label={t('check.title')}>
      <AskedHead title={t('check.title')} again={t('check.again')} asked={asked} at={null} />
      <AskedFailure error={asked.error} hasAnswer={asked.answer !== null} />
      {asked.answer !== null && <Checks checks={asked.answer} />}
    </section>
  )
}

function Checks({ checks: { isListed, coin, isSwitchedOn, minimum } }: { readonly checks: PreChecks }) {
  const { t } = useTranslation('account')
  return (
    <dl className={styles['facts']}>
      <Row name={t('check.listed')} answered={isListed}>
        {(value) => <YesNo value={value} />}
      </Row>
      <Row name={t('check.switchedOn')} answered={isSwitchedOn}>
        {(value) => <YesNo value={value} />}
      </Row>
      <Row name={t('check.coin')} answered={coin}>
        {(value) => (value === null ? <YesNo value={false} /> : <Details coin={value} />)}
      </Row>
      <Row name={t('check.minimum')} answered={minimum}>
        {(value) => <UsdtText amount={value} />}
      </Row>
    </dl>
  )
}

type Answered<Value> = {
  readonly told: { readonly value: Value; readonly at: string } | null
  readonly error: PreChecks['minimum']['error']
}
type RowProps<Value> = {
  readonly name: string
  readonly answered: Answered<Value>
  readonly children: (value: Value) => ReactNode
}

function Row<Value>({ name, answered: { told, error }, children }: RowProps<Value>) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {told !== null && (
          <p className={styles['answer']}>
            {children(told.value)}{' '}
            <span className={styles['age']}>
              <AgeText at={told.at} />
            </span>
          </p>
        )}
        {error !== null && (
          <p className={styles['warning']}>
            <Sentence text={`error:${errorText(error).key}.title`} values={errorText(error).values} />
          </p>
        )}
      </dd>
    </>
  )
}

/** A no is what keeps a till from charging: it is a warning in a word. */
function YesNo({ value }: { readonly value: boolean | null }) {
  const { t } = useTranslation('account')
  if (value === null) return <Chip>{t('check.unsaid')}</Chip>
  return <Chip tone={value ? 'seen' : 'warning'}>{t(value ? 'check.yes' : 'check.no')}</Chip>
}

type Coin = NonNullable<NonNullable<PreChecks['coin']['told']>['value']>

function Details({ coin }: { readonly coin: Coin }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  return (
    <span className={styles['details']}>
      {t('check.enabled')} <YesNo value={coin.isEnabled} /> {t('check.forPayment')}{' '}
      <YesNo value={coin.isForPayment} /> {t('check.network')}{' '}
      <bdi dir="ltr" className={styles['code']}>
        {coin.network ?? '–'}
      </bdi>{' '}
      {t('check.decimals')} {coin.decimals === null ? '–' : format.count(coin.decimals)}
    </span>
  )
}
