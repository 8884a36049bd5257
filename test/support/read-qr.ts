import { PNG } from 'pngjs'
import { decodeQR } from 'qr/decode.js'

/** What a phone reads in a picture of a screen. Throws when there is no QR code that can be read. */
export function readQr(png: Buffer): string {
  const { width, height, data } = PNG.sync.read(png)
  return decodeQR({ width, height, data: new Uint8Array(data) }, { format: 'RGBA', timeLimit: 5000 })
}
