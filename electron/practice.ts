import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { z } from 'zod'
import type { practice } from '../shared/contract/payments.ts'
import { practiceApiKey, practiceLogin } from '../simulator/nowpayments/settings.ts'
import { startSimulator } from '../simulator/server.ts'

/** What a person in practice mode may make the pretended customer do. */
export type PracticeAct = z.infer<typeof practice.pay.input>['how']

/** The built-in practice gateway: the same protocol over loopback HTTP, nothing real behind it. */
export type PracticeGateway = {
  readonly baseUrl: string
  readonly apiKey: string
  /** What its account is signed in with: no secret, nothing real is behind it. */
  readonly login: { readonly email: string; readonly password: string }
  readonly panelUrl: string
  act(chargeId: string, how: PracticeAct): Promise<void>
  close(): Promise<void>
}

/** `folder` keeps its charges from one start to the next. The one place where the product meets the simulator. Controls need a token, so that no web page can drive them. */
export async function startPractice(shopName: string, folder: string): Promise<PracticeGateway> {
  const stateFile = join(folder, 'practice-gateway.json')
  const simulator = await startSimulator({ shopName, stateFile, accessToken: randomUUID() })
  return {
    baseUrl: simulator.nowpaymentsUrl,
    apiKey: practiceApiKey,
    login: practiceLogin,
    panelUrl: simulator.panelUrl,
    async act(chargeId, how) {
      if (how === 'fail') await simulator.control.fail({ paymentId: chargeId })
      else
        await simulator.control.pay({ paymentId: chargeId, kind: how === 'wrongAsset' ? 'wrong-asset' : how })
    },
    close: () => simulator.close(),
  }
}
