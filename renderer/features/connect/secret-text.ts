import type { Gateway } from '../../../shared/relay-protocol.ts'
import type texts from '../../locales/en/gateways.json'

type Texts = typeof texts.secret
type SecretTextKey = {
  [G in keyof Texts]: `gateways:secret.${G}.${keyof Texts[G] & string}.${'label' | 'hint'}`
}[keyof Texts]

/**
 * The words for one of the things that a vendor has the owner paste. The catalogue is the only place that knows them:
 * a test sees to it that every vendor's are there.
 */
export function secretText(gateway: Gateway, name: string, part: 'label' | 'hint'): SecretTextKey {
  return `gateways:secret.${gateway}.${name}.${part}` as SecretTextKey
}
