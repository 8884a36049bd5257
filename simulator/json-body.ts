/** The fields of a body that is one JSON object in good UTF-8; null for anything else. */
export const jsonFields = (body: Uint8Array): Readonly<Record<string, unknown>> | null => {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
    const isFields = json !== null && typeof json === 'object' && !Array.isArray(json)
    return isFields ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}
