import { headless } from '../chromium/settings.ts'
import type { BrowserWindow } from './browser-window.ts'

type MaybeWindow<O> = [window: BrowserWindow | undefined, options: O] | [options: O]

/** Dialogs are the page's own prompt and confirm; with nobody to answer them they are cancelled, and say so. */
export const dialog = {
  showSaveDialog: async (...given: MaybeWindow<Electron.SaveDialogOptions>) => {
    const [window, options] = both(given)
    const question = options.title ?? options.message ?? 'Save as'
    const answer = await ask(
      window,
      `prompt(${text(question)}, ${text(options.defaultPath ?? '')})`,
      question,
    )
    return typeof answer === 'string' && answer !== ''
      ? { canceled: false, filePath: answer }
      : { canceled: true, filePath: '' }
  },
  showOpenDialog: async (...given: MaybeWindow<Electron.OpenDialogOptions>) => {
    const [window, options] = both(given)
    const question = options.title ?? options.message ?? 'Open'
    const answer = await ask(
      window,
      `prompt(${text(question)}, ${text(options.defaultPath ?? '')})`,
      question,
    )
    return typeof answer === 'string' && answer !== ''
      ? { canceled: false, filePaths: [answer] }
      : { canceled: true, filePaths: [] }
  },
  showMessageBox: async (...given: MaybeWindow<Electron.MessageBoxOptions>) => {
    const [window, options] = both(given)
    const words = [options.message, options.detail].filter(Boolean).join('\n\n')
    const agreed = await ask(window, `confirm(${text(words)})`, words)
    const cancelled = options.cancelId ?? (options.buttons ?? []).length - 1
    return {
      response: agreed === true ? (options.defaultId ?? 0) : Math.max(cancelled, 0),
      checkboxChecked: false,
    }
  },
  showErrorBox: (title: string, content: string) => {
    console.error(`${title}\n${content}`)
  },
} satisfies Partial<Record<keyof Electron.Dialog, unknown>>

function both<O>(given: MaybeWindow<O>): [window: BrowserWindow | undefined, options: O] {
  return given.length === 2 ? given : [undefined, given[0]]
}

async function ask(window: BrowserWindow | undefined, script: string, question: string): Promise<unknown> {
  if (window && !headless) return window.webContents.executeJavaScript(script)
  console.error(`Electron stand-in: nobody to ask, so cancelled: ${question}`)
  return undefined
}

function text(value: string): string {
  return JSON.stringify(value)
}
