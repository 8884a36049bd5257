import { useTranslation } from 'react-i18next'
import styles from './customer.module.css'

/** Nothing to pay: the shop's name, calm. */
export function IdleScreen({ shopName }: { readonly shopName: string }) {
  const { t } = useTranslation('customer')
  return (
    <div className={styles['idle']}>
      <p className={styles['idleWelcome']}>{t('idle.welcome')}</p>
      <h1 className={styles['idleShop']} dir="auto">
        {shopName}
      </h1>
      <p className={styles['idleAccepts']}>{t('idle.accepts')}</p>
    </div>
  )
}
