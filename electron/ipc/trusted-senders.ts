import type { WebContents } from 'electron'
import type { WindowRole } from '../../shared/contract/define.ts'

/** The windows that may talk to main, each with its role. */
export type TrustedSenders = {
  trust(contents: WebContents, role: WindowRole): void
  /** The role of a sender, or undefined for anything that is not the top frame of one of our windows. */
  roleOf(event: { readonly sender: WebContents; readonly senderFrame: unknown }): WindowRole | undefined
  /** The live windows of a role, for pushes. */
  contentsOf(role: WindowRole): readonly WebContents[]
}

export function createTrustedSenders(isOurPage: (url: string, role: WindowRole) => boolean): TrustedSenders {
  const trusted = new Map<WebContents, WindowRole>()
  return {
    trust(contents, role) {
      trusted.set(contents, role)
      contents.once('destroyed', () => trusted.delete(contents))
    },
    roleOf({ sender, senderFrame }) {
      const role = trusted.get(sender)
      if (role === undefined || senderFrame !== sender.mainFrame) return undefined
      return isOurPage(sender.getURL(), role) ? role : undefined
    },
    contentsOf: (role) => [...trusted].filter(([, of]) => of === role).map(([contents]) => contents),
  }
}
