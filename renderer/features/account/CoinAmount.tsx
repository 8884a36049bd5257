import styles from './account.module.css'

type CoinAmountProps = { readonly amount: string; readonly coin: string }

/** An amount of any coin as the gateway writes it: ASCII digits, left to right, in every language. */
export function CoinAmount({ amount, coin }: CoinAmountProps) {
  return (
    <bdi dir="ltr" className={styles['amount']}>
      {amount} <span className={styles['coin']}>{coin.toUpperCase()}</span>
    </bdi>
  )
}
