import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FolderLook } from '../../../shared/contract/tills.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useDayKeys } from '../day/use-day-keys.ts'
import { ImportedList } from './ImportedList.tsx'
import styles from './tills.module.css'
import { useBundleFolder } from './use-bundle-folder.ts'
import type { Done } from './use-tills.ts'

/** The folder from which files of other tills come by themselves. `onTaken`: something new was found in it. */
export function FolderBlock({ onTaken }: { readonly onTaken: () => void }) {
  const { t } = useTranslation('tills')
  const { folder, looked, error, again, choose, forget } = useBundleFolder(onTaken)
  const mayLook = folder !== null && looked.kind !== 'busy'
  useDayKeys(useMemo(() => (mayLook ? { l: again } : {}), [mayLook, again]))
  return (
    <>
      {folder === null ? (
        <div className={styles['row']}>
          <Button onPress={choose}>{t('folder.choose')}</Button>
          <p className={styles['said']}>{t('folder.hint')}</p>
        </div>
      ) : (
        <>
          <div className={styles['row']}>
            <p className={styles['path']}>
              {t('folder.from')} <bdi dir="ltr">{folder}</bdi>
            </p>
            <Button onPress={choose}>{t('folder.change')}</Button>
            <Button onPress={forget}>{t('folder.stop')}</Button>
          </div>
          <div className={styles['row']}>
            <Button keyCap={t('key.look')} isDisabled={!mayLook} onPress={again}>
              {t('folder.again')}
            </Button>
            <p className={styles['said']} role="status">
              <Found looked={looked} />
            </p>
          </div>
        </>
      )}
      {looked.kind === 'failed' && <Failure error={looked.error} />}
      {looked.kind === 'done' && looked.value.kind === 'looked' && (
        <ImportedList files={looked.value.files} />
      )}
      {error !== null && <Failure error={error} />}
    </>
  )
}

function Found({ looked }: { readonly looked: Done<FolderLook> }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  if (looked.kind !== 'done') return looked.kind === 'busy' ? t('folder.looking') : null
  if (looked.value.kind === 'notThere') return t('folder.notThere')
  const { files, hasMore } = looked.value
  const taken = files.filter(({ outcome }) => outcome === 'imported').length
  const found =
    taken > 0
      ? t('import.taken', { count: taken, value: format.count(taken) })
      : t(files.length === 0 ? 'folder.nothing' : 'folder.noneTaken')
  return hasMore ? `${found} ${t('folder.more')}` : found
}
