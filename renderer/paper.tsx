import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { connectBackend } from './backend.ts'
import { PaperPage } from './features/paper/PaperPage.tsx'
import { createI18n, loadLaterTexts } from './i18n.ts'
import { createAppStores } from './stores/app-stores.ts'
import { createPaymentsStore } from './stores/payments-store.ts'
import { createTillStore, receiveTill } from './stores/till-store.ts'
import './styles/reset.css'
import './styles/paper.css'

/** The page that is printed and never seen: it draws what main gives it, once, and says when it stands there. */
async function open(root: HTMLElement): Promise<void> {
  const backend = connectBackend()
  const given = await backend.paper.content()
  // Nobody asked for anything: main does not wait for this page either.
  if (!given.ok) return
  const { paper, drawing, till } = given.value
  document.documentElement.dataset['paper'] = paper
  const i18n = await createI18n(till.settings.language)
  await loadLaterTexts()
  const stores = createAppStores({ till: createTillStore(), payments: createPaymentsStore() })
  receiveTill(stores.till, till)
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>
      <PaperPage
        stores={stores}
        drawing={drawing}
        onDrawn={(height) => void backend.paper.drawn({ height })}
      />
    </I18nextProvider>,
  )
}

const root = document.getElementById('root')
if (root) void open(root)
