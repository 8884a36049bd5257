import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Sentence, type TextKey } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './connect.module.css'
import { type HelpLink, nextStepFor } from './next-step.ts'

const LINK_TEXTS = {
  dashboardKeys: 'connect.openKeys',
  dashboardCoins: 'connect.openCoins',
  gatewayStatus: 'connect.openStatus',
} as const satisfies Record<HelpLink, string>

type ConnectFailureProps = {
  readonly error: AppError
  readonly mode: RealMode
  /** The gateway that was tried; none where something else failed, such as the keychain. */
  readonly gateway?: Pick<GatewayView, 'id' | 'title'>
  readonly nothingSaved?: boolean
}

/** What went wrong, where exactly to put it right, and a way to get there. */
export function ConnectFailure({ error, mode, gateway, nothingSaved = false }: ConnectFailureProps) {
  const { t } = useTranslation('settings')
  const backend = useBackend()
  const [linkFailed, setLinkFailed] = useState(false)
  const next = nextStepFor(error, { gateway: gateway?.id ?? null, mode })
  const link = next?.link ?? null

  const open = async (page: HelpLink): Promise<void> => {
    const result = await backend.till.openLink({ link: page })
    setLinkFailed(!result.ok)
  }
  return (
    <div className={styles['failure']} role="alert">
      {next ? (
        <Explained error={error} next={next.text} title={gateway?.title ?? ''} />
      ) : (
        <ErrorText error={error} />
      )}
      {link && (
        <div className={styles['actions']}>
          <Button onPress={() => void open(link)}>{t(LINK_TEXTS[link])}</Button>
          {linkFailed && <span>{t('connect.openFailed')}</span>}
        </div>
      )}
      {nothingSaved && <p className={styles['kept']}>{t('connect.notStored')}</p>}
    </div>
  )
}

type ExplainedProps = { readonly error: AppError; readonly next: TextKey; readonly title: string }

/** The error in its own words, with the way out of this very screen in place of the general one. */
function Explained({ error, next, title }: ExplainedProps) {
  const { key, values } = errorText(error)
  return (
    <>
      <h4 className={styles['failureTitle']}>
        <Sentence text={`error:${key}.title`} values={values} />
      </h4>
      <p>
        <Sentence text={`error:${key}.explanation`} values={values} />
      </p>
      <p className={styles['where']}>
        <Sentence text={next} values={{ title }} />
      </p>
    </>
  )
}
