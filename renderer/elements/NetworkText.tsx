import { Sentence } from './Sentence.tsx'

/**
 * The network to pay on, by the gateway's own name for it where there is one, and always by the word that wallets use:
 * "USDT on TRON Network (TRC20) only".
 */
export function NetworkText({ network }: { readonly network: string | null | undefined }) {
  if (network === null || network === undefined) return <Sentence text="common:network" />
  const isComplete = /trc-?20/i.test(network)
  return <Sentence text={`gateways:${isComplete ? 'network' : 'networkTrc20'}`} values={{ network }} />
}
