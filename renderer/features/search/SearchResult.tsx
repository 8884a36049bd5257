import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Wait } from '../../elements/Page.tsx'
import { Unseen } from '../../elements/Unseen.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { FoundTable } from './FoundTable.tsx'
import { HowToSearch } from './HowToSearch.tsx'
import styles from './search.module.css'
import type { Searching } from './use-search.ts'

type SearchResultProps = {
  readonly searching: Searching
  readonly onOpen: (paymentId: string) => void
}

/** What was found, or why there is nothing. */
export function SearchResult({ searching, onOpen }: SearchResultProps) {
  const { t } = useTranslation(['search', 'common'])
  const { search, isAsking, again } = searching
  if (search === null) return <Wait>{t('search:wait')}</Wait>
  if (!search.found.ok) {
    return (
      <Failure
        error={search.found.error}
        again={{ text: t('common:retry'), onPress: again, isDisabled: isAsking }}
      />
    )
  }
  const { rows, hasMore } = search.found.value
  return (
    <div className={styles['found']} aria-busy={isAsking}>
      <Count count={rows.length} hasMore={hasMore} text={search.text} />
      {rows.length > 0 && <FoundTable rows={rows} onOpen={onOpen} />}
      {rows.length === 0 && <Nothing isOfAll={search.text === ''} />}
      {hasMore && <Older searching={searching} error={search.olderError} />}
      {search.text === '' && <HowToSearch />}
    </div>
  )
}

/** Nothing fits, or there is nothing at all. */
function Nothing({ isOfAll }: { readonly isOfAll: boolean }) {
  const { t } = useTranslation('search')
  if (isOfAll) return <EmptyState title={t('noneYet')} />
  return <EmptyState title={t('none')}>{t('noneText')}</EmptyState>
}

type CountProps = { readonly count: number; readonly hasMore: boolean; readonly text: string }

function Count({ count, hasMore, text }: CountProps) {
  const { t } = useTranslation('search')
  const format = useFormat()
  const value = format.count(count)
  const isOfAll = text === ''
  return (
    <p className={styles['count']} role="status">
      {count > 0 && t(hasMore ? 'newest' : isOfAll ? 'all' : 'count', { count, value })}{' '}
      {!isOfAll && <Unseen>{t('for', { text })}</Unseen>}
    </p>
  )
}

type OlderProps = {
  readonly searching: Searching
  readonly error: NonNullable<Searching['search']>['olderError']
}

function Older({ searching: { isAsking, showOlder }, error }: OlderProps) {
  const { t } = useTranslation('search')
  return (
    <div className={styles['older']}>
      {error !== null && <Failure error={error} />}
      <Button onPress={showOlder} isDisabled={isAsking}>
        {t('older')}
      </Button>
    </div>
  )
}
