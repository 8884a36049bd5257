import { useState } from 'react'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ModeSwitch } from '../settings/ModeSwitch.tsx'
import { GatewayList } from './GatewayList.tsx'
import { GatewaySetUp } from './GatewaySetUp.tsx'
import styles from './gateways.module.css'
import { RateCard } from './RateCard.tsx'

/** Where the money comes in: the mode, the gateways in the owner's order, and the rate where one is needed. */
export function GatewaySection() {
  const [opened, setOpened] = useState<Gateway | null>(null)
  const [leftFrom, setLeftFrom] = useState<Gateway | null>(null)
  const gateway = useTill(({ gateways }) => gateways.find(({ id }) => id === opened))
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
