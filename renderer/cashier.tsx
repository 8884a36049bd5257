import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './app.tsx'
import { backend, mirrors } from './first.ts'
import { createI18n } from './i18n.ts'
import { createAppStores } from './stores/app-stores.ts'
import './styles/reset.css'

async function open(root: HTMLElement): Promise<void> {
  const i18n = await createI18n('en')
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>
      <App backend={backend} stores={createAppStores(mirrors)} />
    </I18nextProvider>,
  )
}

const root = document.getElementById('root')
if (root) void open(root)
