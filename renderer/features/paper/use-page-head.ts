import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { PaperContentView } from '../../../shared/contract/paper.ts'
import type { Mode } from '../../../shared/mode.ts'
import { useTill } from '../../stores/app-stores.ts'
import { cssString } from './css-string.ts'

type Drawing = PaperContentView['drawing']

/**
 * Gives the pages' heads (styles/paper.css) the mark of money that was not real: the sheet has it at its top and its end, and a
 * page from between them is taken for nothing else either. Of real money they have none.
 */
export function usePageHead(drawing: Drawing): void {
  const { t } = useTranslation('day')
  const ofTill = useTill((till) => till.mode)
  const mode = modeOf(drawing) ?? ofTill
  const mark = mode === 'live' ? null : t(`receipt.${mode}`)
  // Before the page says that it stands there.
  useLayoutEffect(() => {
    const { style } = document.documentElement
    if (mark === null) style.removeProperty('--mark')
    else style.setProperty('--mark', cssString(mark))
  }, [mark])
}

/** Null of a receipt: it is the open till's. */
function modeOf(drawing: Drawing): Mode | null {
  switch (drawing.kind) {
    case 'report':
      return drawing.report.mode
    case 'period':
      return drawing.summary.mode
    case 'receipt':
      return null
    default:
      return assertNever(drawing)
  }
}
