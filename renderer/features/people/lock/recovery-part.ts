import { loadLaterTexts } from '../../../i18n.ts'
import { prepared } from '../../shell/prepared.tsx'

/** Needed once in years: fetched when it is. */
export const recovery = prepared(async () => {
  const [{ Recovery }] = await Promise.all([import('./Recovery.tsx'), loadLaterTexts()])
  return Recovery
})
