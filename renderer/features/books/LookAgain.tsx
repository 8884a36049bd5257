import { useTranslation } from 'react-i18next'
import { LISTING_GATEWAY } from '../../../shared/reconciliation/limits.ts'
import { useApp } from '../../commands/use-command.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useBooks, useTill } from '../../stores/app-stores.ts'
import type { LookingAgain } from '../../stores/books-store.ts'
import styles from './books.module.css'
import { cancel, lookAgain } from './comparing.ts'

/** What can be done about gateways that offer no list. Nothing where none of them is in use. */
export function LookAgain() {
  const { t } = useTranslation('books')
  const { locale } = useFormat()
  const app = useApp()
  const mode = useTill((till) => till.mode)
  const gateways = useTill((till) => till.gateways)
  const again = useBooks((books) => books.again)
  const isComparing = useBooks((books) => books.comparison.kind === 'running')
  const without = gateways.filter(({ id, inUse }) => id !== LISTING_GATEWAY && inUse !== null)
  if (without.length === 0) return null
  const titles = without.map(({ title }) => title)
  const isRunning = again.kind === 'running'
  return (
    <section className={styles['block']} aria-label={t('again.title')}>
      <h3 className={styles['blockTitle']}>{t('again.title')}</h3>
      <p>
        {t('again.text', {
          count: titles.length,
          gateways: new Intl.ListFormat(locale).format(titles),
        })}
      </p>
      <div className={styles['run']}>
        {isRunning ? (
          <Button onPress={() => cancel(app, mode)}>{t('run.cancel')}</Button>
        ) : (
          <Button isDisabled={isComparing} onPress={() => void lookAgain(app, mode)}>
            {t('again.start')}
          </Button>
        )}
        <div className={styles['progress']} role="status">
          <Told again={again} />
        </div>
      </div>
      {again.kind === 'failed' && <Failure error={again.error} />}
    </section>
  )
}

function Told({ again }: { readonly again: LookingAgain }) {
  const { t } = useTranslation('books')
  const format = useFormat()
  if (again.kind === 'running') {
    const { progress } = again
    if (progress?.step !== 'looking') return t('again.begun')
    return t('again.looking', { looked: format.count(progress.looked), of: format.count(progress.of) })
  }
  if (again.kind !== 'done') return null
  const { looked, changed, unanswered } = again.told
  if (looked === 0) return t('again.none')
  return t('again.done', {
    looked: format.count(looked),
    changed: format.count(changed),
    unanswered: format.count(unanswered),
  })
}
