import type { App, Session, WebContents } from 'electron'
import type { EarlyLog } from '../early-log.ts'

/** Refuses what no page of ours ever needs: navigation, new windows, web views, permissions. */
export function lockDown(app: Pick<App, 'on'>, session: Session, log: EarlyLog): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    log.warn({ permission }, 'security: permission refused')
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  app.on('web-contents-created', (_event, contents) => lockContents(contents, log))
}

function lockContents(contents: WebContents, log: EarlyLog): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault()
    log.warn({ url: event.url }, 'security: navigation refused')
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ url }, 'security: window refused')
    return { action: 'deny' }
  })
}
