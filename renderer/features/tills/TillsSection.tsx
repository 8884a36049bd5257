import { useTranslation } from 'react-i18next'
import { Failure } from '../../elements/Failure.tsx'
import { Block, Page, PageHead, Wait } from '../../elements/Page.tsx'
import { FolderBlock } from './FolderBlock.tsx'
import { ImportBlock } from './ImportBlock.tsx'
import { MergedBlock } from './MergedBlock.tsx'
import { SaveZ } from './SaveZ.tsx'
import { TillList } from './TillList.tsx'
import { useTills } from './use-tills.ts'

/** The tills of one shop: which there are, how their Zs come here, and all of them in one report. */
export function TillsSection() {
  const { t } = useTranslation('tills')
  const tills = useTills()
  const { view, known, imported, importFiles, choose, again } = tills
  return (
    <Page width="lines">
      <PageHead title={t('title')} lead={t('lead')} />
      {view?.ok === false ? (
        <Failure error={view.error} again={{ text: t('again'), onPress: again }} />
      ) : (
        <>
          <Block label={t('list.title')}>
            {view === null ? <Wait>{t('loading')}</Wait> : <TillList tills={view.value.tills} />}
            <ImportBlock imported={imported} onImport={() => void importFiles()} />
            <FolderBlock onTaken={again} />
            <SaveZ />
          </Block>
          <MergedBlock known={known} onChoose={(bundle) => void choose(bundle)} />
        </>
      )}
    </Page>
  )
}
