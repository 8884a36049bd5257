import { QRCodeSVG } from 'qrcode.react'
import styles from './css/qr.module.css'

type QrCodeProps = {
  readonly value: string
  /** What it is, for people who do not see it. */
  readonly label: string
}

/**
 * Black on white in every theme, error correction Q, quiet zone of four modules inside the picture, so that no
 * layout around it can eat into it. Its box must be square: modules are never stretched.
 */
export function QrCode({ value, label }: QrCodeProps) {
  return (
    <QRCodeSVG
      className={styles['code']}
      value={value}
      level="Q"
      boostLevel={false}
      marginSize={4}
      bgColor="#ffffff"
      fgColor="#000000"
      role="img"
      aria-label={label}
    />
  )
}
