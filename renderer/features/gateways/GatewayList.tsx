import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import type { Result } from '../../../shared/result.ts'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import { GatewayRow } from './GatewayRow.tsx'
import styles from './gateways.module.css'
import { type Direction, movedIn } from './order.ts'

type GatewayListProps = {
  /** Whose set-up was left: its button has the keyboard again. */
  readonly leftFrom: Gateway | null
  readonly onOpen: (id: Gateway) => void
}

type Moved = { readonly id: Gateway; readonly direction: Direction }

/**
 * Every gateway there is, in the order of preference. A move is told to main at once, or, where there are people, with the PIN of whoever
 * is signed in: until then the list shows the order that is wanted.
 */
export function GatewayList({ leftFrom, onOpen }: GatewayListProps) {
  const { t } = useTranslation('gateways')
  const format = useFormat()
  const backend = useBackend()
  const stored = useTill((till) => till.gateways)
  const hasPeople = useTill(({ people }) => people.length > 0)
  const [wanted, setWanted] = useState<readonly Gateway[] | null>(null)
  const [moved, setMoved] = useState<Moved | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const order = wanted ?? stored.map(({ id }) => id)
  const gateways = order.flatMap((id) => stored.find((one) => one.id === id) ?? [])

  const prefer = async (next: readonly Gateway[], word: Word | null): Promise<Result<null>> => {
    const result = await backend.gateways.prefer({ order: [...next], word })
    if (result.ok) setWanted(null)
    return result
  }

  const move = async (id: Gateway, direction: Direction): Promise<void> => {
    const next = movedIn(order, id, direction)
    if (hasPeople) {
      setWanted(next)
      setMoved({ id, direction })
      return
    }
    const result = await prefer(next, null)
    setError(result.ok ? null : result.error)
    if (result.ok) setMoved({ id, direction })
  }
  useFocusAfterMove(list, moved, order.join())
  const movedGateway = gateways.find(({ id }) => id === moved?.id)
  return (
    <section className={styles['block']} aria-labelledby="gateways-title">
      <h3 className={styles['blockTitle']} id="gateways-title">
        {t('title')}
      </h3>
      <p className={styles['blockText']}>{t('text')}</p>
      <ol className={styles['list']} ref={list}>
        {gateways.map((gateway, index) => (
          <GatewayRow
            key={gateway.id}
            gateway={gateway}
            place={index + 1}
            of={gateways.length}
            hasFocus={gateway.id === leftFrom && moved === null}
            onMove={(direction) => void move(gateway.id, direction)}
            onOpen={() => onOpen(gateway.id)}
          />
        ))}
      </ol>
      <p className={styles['unseen']} role="status">
        {movedGateway &&
          wanted === null &&
          t('moved', {
            title: movedGateway.title,
            place: format.count(order.indexOf(movedGateway.id) + 1),
            count: format.count(order.length),
          })}
      </p>
      {wanted !== null && (
        <OwnerForm
          label={t('pin.order')}
          ability="self"
          meaning={t('pin.next')}
          asksReason={false}
          onConfirm={({ word }) => prefer(wanted, word)}
          onBack={() => {
            setWanted(null)
            setMoved(null)
          }}
        />
      )}
      {error && (
        <div className={styles['alert']} role="alert">
          <ErrorText error={error} />
        </div>
      )}
    </section>
  )
}

/** The row went elsewhere, and its button with it: the keyboard follows, so that it can be pressed again. */
function useFocusAfterMove(
  list: { readonly current: HTMLElement | null },
  moved: Moved | null,
  order: string,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the new order that has to be on the screen first
  useEffect(() => {
    if (moved === null) return
    const buttons = (direction: Direction) =>
      list.current?.querySelector<HTMLButtonElement>(
        `[data-gateway="${moved.id}"] [data-move="${direction}"] button:not(:disabled)`,
      )
    const other = moved.direction === 'up' ? 'down' : 'up'
    const button = buttons(moved.direction) ?? buttons(other)
    button?.focus()
  }, [moved, order])
}
