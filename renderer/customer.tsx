import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { connectBackend } from './backend.ts'
import { CustomerDisplay } from './features/customer/CustomerDisplay.tsx'
import { createCustomerStore, followCustomerView } from './features/customer/customer-store.ts'
import type { AnswerTip } from './features/customer/TipScreen.tsx'
import { createI18n } from './i18n.ts'
import './styles/reset.css'

/** The customer's window: only this one view ever reaches it. */
async function open(root: HTMLElement): Promise<void> {
  const store = createCustomerStore()
  // The till may not answer; then the computer's language is the best guess.
  const i18n = await createI18n(navigator.language.startsWith('ar') ? 'ar' : 'en')
  const backend = 'till' in window ? connectBackend().customer : null
  if (backend) followCustomerView(store, backend)
  else store.setState({ reach: 'lost' })
  const onTip: AnswerTip = async (answer) => (await backend?.tip(answer))?.ok === true
  createRoot(root).render(
    <I18nextProvider i18n={i18n}>
      <CustomerDisplay store={store} onTip={onTip} />
    </I18nextProvider>,
  )
}

const root = document.getElementById('root')
if (root) void open(root)
