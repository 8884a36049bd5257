import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Page, PageHead, Wait } from '../../elements/Page.tsx'
import { useRowLeft } from '../../lib/use-row-left.ts'
import { ReportView } from './ReportView.tsx'
import { useZList } from './use-z-list.ts'
import { ZTable } from './ZTable.tsx'

/** `leftShift`: the one that was looked at in it. */
type Open = { readonly z: number; readonly shift: number | null; readonly leftShift: number | null }

/** Every Z there is; one of them is a press away, and from it the shifts in it. */
export function ZsSection() {
  const { t } = useTranslation('closing')
  const [open, setOpen] = useState<Open | null>(null)
  const [left, setLeft] = useState<number | null>(null)
  // Stays while one is looked at, so that the list is where it was.
  const list = useZList()
  const isBack = open === null && left !== null
  const page = useRowLeft(isBack ? `[data-z="${left}"] button` : null, list.rows !== null)
  if (open !== null) {
    const { z, shift, leftShift } = open
    const isShift = shift !== null
    const goBack = () => {
      setLeft(z)
      setOpen(isShift ? { z, shift: null, leftShift: shift } : null)
    }
    return (
      <ReportView
        key={`${z} ${shift}`}
        subject={isShift ? { kind: 'shift', number: shift } : { kind: 'z', number: z }}
        backText={isShift ? t('shift.back') : t('zs.back')}
        onBack={goBack}
        leftShift={leftShift}
        {...(!isShift && {
          onOpenShift: (number: number) => setOpen({ z, shift: number, leftShift: null }),
        })}
      />
    )
  }
  return (
    <Page ref={page}>
      <PageHead title={t('zs.title')} lead={t('zs.lead')} />
      {list.rows === null && list.error === null && <Wait>{t('loading')}</Wait>}
      {list.rows?.length === 0 && <EmptyState title={t('zs.empty')}>{t('zs.emptyText')}</EmptyState>}
      {list.rows !== null && list.rows.length > 0 && (
        <ZTable rows={list.rows} onOpen={(z) => setOpen({ z, shift: null, leftShift: null })} />
      )}
      {list.error !== null && (
        <Failure
          error={list.error}
          again={{ text: t('again'), onPress: list.rows === null ? list.again : () => void list.askMore() }}
        />
      )}
      {list.hasMore && (
        <div>
          <Button onPress={() => void list.askMore()} isDisabled={list.isAsking}>
            {list.isAsking ? t('loading') : t('zs.more')}
          </Button>
        </div>
      )}
    </Page>
  )
}
