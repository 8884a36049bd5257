/**
 * What our pages may load: their own files and nothing else. No inline script or style, no remote anything. Qr codes
 * are inline SVG elements and fonts are bundled, so `'self'` is enough for all.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
