import { Script } from 'node:vm'
import { createBridgePeer, deepFreeze } from './bridge.ts'
import {
  bytesToText,
  decode,
  decodeError,
  decodeObject,
  decodeView,
  defineField,
  encode,
  encodeError,
  encodeNumber,
  encodeObject,
  notCloneable,
  textToBytes,
} from './codec.ts'
import { createIpcRenderer, type PreloadEnvironment, runPreload } from './preload-world.ts'

// Node has already taken the types out, so a function's own text is the JavaScript that a page can run.
const shared = [
  bytesToText,
  decode,
  decodeError,
  decodeObject,
  decodeView,
  defineField,
  encode,
  encodeError,
  encodeNumber,
  encodeObject,
  notCloneable,
  textToBytes,
  createBridgePeer,
  deepFreeze,
]

export type PageScripts = {
  readonly page: string
  readonly preload: string
  /** Names in the preload's world: of the binding that leads to main, and of the function that main calls. */
  readonly binding: string
  readonly receiver: string
}

/** The two scripts that every document of a window starts with: one in the page's world, one in the preload's. */
export function pageScripts(
  nonce: string,
  preloadText: string,
  environment: PreloadEnvironment,
): PageScripts {
  const [toPage, toPreload] = [`${nonce}-to-page`, `${nonce}-to-preload`].map((name) => JSON.stringify(name))
  const [binding, receiver] = [`__send_${nonce}`, `__receive_${nonce}`]
  const pageOnly = 'if (window !== window.top) return;'
  return {
    binding,
    receiver,
    page: `(() => { ${pageOnly} ${texts(shared)}\ncreateBridgePeer(${toPage}, ${toPreload}) })()`,
    preload: `(() => { ${pageOnly} ${texts([...shared, createIpcRenderer, runPreload])}
      const ipc = createIpcRenderer(globalThis.${binding})
      globalThis.${receiver} = ipc.receive
      runPreload(${JSON.stringify(environment)}, createBridgePeer(${toPreload}, ${toPage}), ipc,
        ${asFunction(preloadText)})
    })()`,
  }
}

function texts(functions: readonly { toString(): string }[]): string {
  return functions.map(String).join('\n')
}

// A preload that does not parse must fail as one that throws does, not take the wrapper with it.
function asFunction(preloadText: string): string {
  const text = `function (require, module, exports, process) {\n${preloadText}\n}`
  try {
    new Script(`(${text})`)
    return text
  } catch (error) {
    return `function () { throw new SyntaxError(${JSON.stringify(String(error))}) }`
  }
}
