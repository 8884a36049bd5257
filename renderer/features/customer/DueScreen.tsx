import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerView } from '../../../shared/contract/customer.ts'
import { groupAddress } from '../../../shared/tron/grouping.ts'
import { NetworkText } from '../../elements/NetworkText.tsx'
import { QrCode } from '../../elements/QrCode.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './customer.module.css'
import { QrMark } from './ModeMark.tsx'

type DueView = Extract<CustomerView, { kind: 'due' }>

/** What to send and where to. The QR holds exactly `view.qr`. */
export function DueScreen({ view, leftMs }: { readonly view: DueView; readonly leftMs: number }) {
  const { t } = useTranslation(['customer', 'gateways'])
  const format = useFormat()
  return (
    <div className={styles['due']}>
      <div className={styles['head']}>
        {view.isRest && <p className={styles['restTitle']}>{t('due.rest')}</p>}
        <p className={styles['price']}>
          <bdi>{view.shopName}</bdi> · <bdi>{format.money(view.price)}</bdi>
        </p>
        <h1 className={styles['asked']} style={widthOf(view.asked)}>
          <bdi dir="ltr" className={styles['digits']}>
            {view.asked}
          </bdi>{' '}
          <span className={styles['unit']}>{t('due.unit')}</span>
        </h1>
      </div>
      <div className={styles['qr']} data-qr>
        <QrCode value={view.qr} label={t('due.qr')} />
        <QrMark mode={view.mode} />
      </div>
      <div className={styles['rest']}>
        <p className={styles['network']}>
          <NetworkText network={view.network} />
        </p>
        <Address view={view} />
        <p className={styles['hint']} data-exact={view.isExact}>
          {view.isExact ? t('gateways:exact') : t('due.hint')}
        </p>
        <p className={styles['left']} role="timer">
          {t('due.left', { time: format.countdown(leftMs) })}
        </p>
      </div>
    </div>
  )
}

/** The whole address in groups of four; in practice mode behind its mark, so that nobody copies it by mistake. */
function Address({ view }: { readonly view: DueView }) {
  const { t } = useTranslation('customer')
  const mark = view.qr.endsWith(view.address) ? view.qr.slice(0, -view.address.length) : ''
  return (
    <p className={styles['address']} dir="ltr">
      <span className={styles['unseen']}>{t('due.address')}: </span>
      {mark !== '' && <span className={styles['addressMark']}>{mark}</span>}
      {groupsWithOffsets(view.address).map(({ offset, text }) => (
        <span key={offset}>{text}</span>
      ))}
    </p>
  )
}

function groupsWithOffsets(address: string): readonly { offset: number; text: string }[] {
  return groupAddress(address).map((text, index) => ({ offset: index * 4, text }))
}

/** The amount is as large as its digits allow: the style sheet divides the column by this. */
function widthOf(asked: string): CSSProperties {
  return { '--characters': asked.length } as CSSProperties
}
