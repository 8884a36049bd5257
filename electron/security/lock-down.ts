import type { App, Session, WebContents } from 'electron'
import type { EarlyLog } from '../early-log.ts'
import type { PageGate } from '../gateways/page-gate.ts'

/** Pages that are not ours and may go where their gate lets them. */
export type Guests = { admit(contents: WebContents, gate: PageGate): void }

/** Refuses what no page of ours ever needs: navigation, new windows, web views, permissions. */
export function lockDown(app: Pick<App, 'on'>, session: Session, log: EarlyLog): Guests {
  const gates = new WeakMap<WebContents, PageGate>()
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn({ permission }, 'security: permission refused')
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) =>
    lockContents(contents, (url) => gates.get(contents)?.(url) ?? false, log),
  )
  return { admit: (contents, gate) => void gates.set(contents, gate) }
}

function lockContents(contents: WebContents, gate: PageGate, log: EarlyLog): void {
  const refuse = (event: { readonly url: string; preventDefault(): void }) => {
    if (gate(event.url)) return
    event.preventDefault()
    log.warn({ url: event.url }, 'security: navigation refused')
  }
  contents.on('will-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ url }, 'security: window refused')
    return { action: 'deny' }
  })
}
