import { useSyncExternalStore } from 'react'

const DARK = '(prefers-color-scheme: dark)'

/** Changes with the window's colours: a canvas keeps those it was drawn in. */
export function useLook(): string {
  return useSyncExternalStore(subscribe, () => {
    const { theme = '' } = document.documentElement.dataset
    return `${theme} ${window.matchMedia(DARK).matches}`
  })
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(DARK)
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  media.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', listener)
  }
}
