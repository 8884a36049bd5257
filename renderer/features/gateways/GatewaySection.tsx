import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import { useMay } from '../../lib/use-may.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ModeSwitch } from '../settings/ModeSwitch.tsx'
import { GatewayList } from './GatewayList.tsx'
import { GatewaySetUp } from './GatewaySetUp.tsx'
import styles from './gateways.module.css'
import { RateCard } from './RateCard.tsx'

/** Where the money comes in: the mode, the gateways in the owner's order, and the rate where one is needed. */
export function GatewaySection() {
  const { t } = useTranslation('people')
  const [opened, setOpened] = useState<Gateway | null>(null)
  const [leftFrom, setLeftFrom] = useState<Gateway | null>(null)
  const gateway = useTill(({ gateways }) => gateways.find(({ id }) => id === opened))
  const mayChange = useMay('changeMoney') === 'always'
  if (!mayChange) {
    return (
      <div className={styles['blocks']}>
        <p className={styles['blockText']}>{t('ownersGateways')}</p>
        <RateCard />
      </div>
    )
  }
  if (gateway) {
    const back = () => {
      setLeftFrom(gateway.id)
      setOpened(null)
    }
    return <GatewaySetUp gateway={gateway} onBack={back} />
  }
  return (
    <div className={styles['blocks']}>
      <ModeSwitch />
      <GatewayList leftFrom={leftFrom} onOpen={setOpened} />
      <RateCard />
    </div>
  )
}
