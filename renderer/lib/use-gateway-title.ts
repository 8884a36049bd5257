import { useTranslation } from 'react-i18next'
import { OWNER } from '../../shared/own-rate.ts'
import { useTill } from '../stores/app-stores.ts'

/**
 * What a gateway calls itself, for an id of the journal's; a name is the same in every language. An id that no gateway
 * has (any more) stands for itself.
 */
export function useGatewayTitle(id: string): string {
  return useTill(({ gateways }) => gateways.find((gateway) => gateway.id === id)?.title ?? id)
}

/** Who gave a quote's rate: a gateway, or the owner. */
export function useRateSource(source: string): string {
  const { t } = useTranslation('gateways')
  const title = useGatewayTitle(source)
  return source === OWNER ? t('source.owner') : title
}
