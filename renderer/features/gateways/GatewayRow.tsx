import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { Chip } from '../../elements/Chip.tsx'
import { isSetUpAnywhere, isSetUpIn } from '../../lib/gateway-standing.ts'
import styles from './gateways.module.css'
import { HealthText } from './HealthText.tsx'
import type { Direction } from './order.ts'

type GatewayRowProps = {
  readonly gateway: GatewayView
  /** From 1. */
  readonly place: number
  readonly of: number
  readonly hasFocus: boolean
  readonly onMove: (direction: Direction) => void
  readonly onOpen: () => void
}

/** One gateway: its place, whether it is set up, how it does, and the ways to move and open it. */
export function GatewayRow({ gateway, place, of, hasFocus, onMove, onOpen }: GatewayRowProps) {
  const { t } = useTranslation('gateways')
  const { title } = gateway
  const isSetUp = isSetUpAnywhere(gateway)
  return (
    <li className={styles['row']} data-gateway={gateway.id}>
      <div className={styles['what']}>
        <p className={styles['name']}>
          {title} {gateway.inUse?.isNext && <Chip tone="seen">{t('next')}</Chip>}
        </p>
        <HealthText gateway={gateway} />
        <p className={styles['small']}>
          {(['live', 'sandbox'] as const).map((mode) => (
            <SetUpText key={mode} gateway={gateway} mode={mode} />
          ))}
          <span>{t(`prices.${gateway.pricesInUsdt ? 'usdt' : 'shop'}`)}</span>
        </p>
      </div>
      <div className={styles['moves']}>
        <div data-move="up">
          <Button
            variant="quiet"
            label={t('up', { title })}
            isDisabled={place === 1}
            onPress={() => onMove('up')}
          >
            <ChevronUp size={20} aria-hidden="true" />
          </Button>
        </div>
        <div data-move="down">
          <Button
            variant="quiet"
            label={t('down', { title })}
            isDisabled={place === of}
            onPress={() => onMove('down')}
          >
            <ChevronDown size={20} aria-hidden="true" />
          </Button>
        </div>
        <Focusable hasFocus={hasFocus}>
          <Button label={t(isSetUp ? 'changeNamed' : 'openNamed', { title })} onPress={onOpen}>
            {t(isSetUp ? 'change' : 'open')}
          </Button>
        </Focusable>
      </div>
    </li>
  )
}

function SetUpText({ gateway, mode }: { readonly gateway: GatewayView; readonly mode: RealMode }) {
  const { t } = useTranslation('gateways')
  const standing = gateway.secrets[mode] === null ? 'none' : isSetUpIn(gateway, mode) ? 'yes' : 'no'
  return (
    <span>
      {t(`modes.${mode}`)}: {t(`setUp.${standing}`)}
    </span>
  )
}

/** Gives the button within the keyboard once, when it comes onto the screen. */
function Focusable({ hasFocus, children }: { readonly hasFocus: boolean; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hasFocus) place.current?.querySelector('button')?.focus()
  }, [hasFocus])
  return <div ref={place}>{children}</div>
}
