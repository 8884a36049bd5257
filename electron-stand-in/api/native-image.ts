export type NativeImage = Pick<Electron.NativeImage, 'toPNG' | 'toDataURL' | 'getSize' | 'isEmpty'>

/** A picture as `capturePage` gives it; the size stands in the PNG's header. */
export function pngImage(png: Buffer<ArrayBuffer>): NativeImage {
  return {
    toPNG: () => png,
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
    getSize: () => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) }),
    isEmpty: () => png.length === 0,
  }
}
