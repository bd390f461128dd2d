import { crc32, deflateSync } from 'node:zlib';
import type { Rgb } from '#shared/domain/colour-scales.ts';

/** A picture of at most 256 colours; colour 0 of the palette is drawn as transparent. */
export type IndexedImage = {
  width: number;
  height: number;
  /** width × height palette indices, row by row from the top. */
  pixels: Uint8Array;
  palette: readonly Rgb[];
};

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const bitDepth = 8;
const indexedColour = 3;

/** PNG (ISO/IEC 15948) with a palette; equal images give equal bytes. */
export function encodePng({ width, height, pixels, palette }: IndexedImage): Uint8Array {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, bitDepth);
  header.setUint8(9, indexedColour);
  return Buffer.concat([
    signature,
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('tRNS', Uint8Array.of(0)),
    chunk('IDAT', deflateSync(scanlines(width, height, pixels))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Each line with filter 0 before it: neighbouring palette indices do not predict one another. */
function scanlines(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const lines = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return lines;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
