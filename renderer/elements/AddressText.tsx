import { groupAddress } from '../../shared/tron/grouping.ts'
import styles from './css/text.module.css'

type AddressTextProps = {
  readonly address: string
  /** What the QR holds before the address in practice mode, so that nobody copies it as an address. */
  readonly prefix?: string
}

/** A whole address in groups of four, always left to right. Copying it gives it without the gaps: they are margins. */
export function AddressText({ address, prefix = '' }: AddressTextProps) {
  return (
    <bdi dir="ltr" className={styles['address']}>
      {prefix !== '' && <span className={styles['addressPrefix']}>{prefix}</span>}
      {groupsOf(address).map(({ at, text }) => (
        <span key={at}>{text}</span>
      ))}
    </bdi>
  )
}

function groupsOf(address: string): readonly { readonly at: number; readonly text: string }[] {
  return groupAddress(address).map((text, index) => ({ at: index * 4, text }))
}
