import type { Figure } from './figure.ts';

export type ImageFormat = { format: 'png'; scale: number } | { format: 'svg' };

/** A figure as a picture of its own. @param size  in pixels, before the scale */
export async function exportImage(
  { data, layout }: Figure,
  size: { width: number; height: number },
  as: ImageFormat,
): Promise<Blob> {
  const { Plotly } = await import('./plotly.ts');
  const scale = as.format === 'png' ? as.scale : 1;
  const address = await Plotly.toImage({ data, layout: { ...layout, ...size } }, { ...size, format: as.format, scale });
  return blobOf(address);
}

/** The bytes of a `data:` address, which the page's policy lets nobody fetch. */
function blobOf(address: string): Blob {
  const comma = address.indexOf(',');
  const head = address.slice('data:'.length, comma);
  const body = decodeURIComponent(address.slice(comma + 1));
  const type = head.split(';')[0] ?? '';
  if (!head.endsWith(';base64')) return new Blob([body], { type });
  return new Blob([Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0))], { type });
}
