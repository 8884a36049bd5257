import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/result.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { NoteForm } from './NoteForm.tsx'

type ShiftFormProps = {
  readonly onOpened: () => void
  readonly onClosed: (number: number) => void
  readonly onBack: () => void
}

/** Opens the shift of whoever is signed in, or closes it. */
export function ShiftForm({ onOpened, onClosed, onBack }: ShiftFormProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const backend = useBackend()
  const mine = useTill((till) => till.shifts.mine)

  async function submit(note: string | null): Promise<Result<unknown>> {
    // Pushed meanwhile, the state says something else.
    const number = mine?.number ?? null
    const result =
      number === null ? await backend.shifts.open({ note }) : await backend.shifts.close({ number, note })
    if (!result.ok) return result
    if (number === null) onOpened()
    else onClosed(number)
    return result
  }

  const number = mine === null ? '' : format.paymentNumber(mine.number)
  return (
    <NoteForm
      title={mine === null ? t('shift.openTitle') : t('shift.closeTitle', { number })}
      text={t(mine === null ? 'shift.openText' : 'shift.closeText')}
      action={t(mine === null ? 'shift.open' : 'shift.close')}
      onSubmit={submit}
      onBack={onBack}
    />
  )
}
