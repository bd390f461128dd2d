import type { Bytes } from './bytes.ts';

/** Milliseconds after which the address of a saved file is given back; the browser has read it by then. */
const kept = 10_000;

/** Offers bytes as a download under the host's name for them, else the last part of `name`. */
export function saveBytes({ body, contentType, filename }: Bytes, name: string): void {
  saveBlob(new Blob([body], { type: contentType }), filename ?? name.split('/').at(-1) ?? name);
}

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), kept);
}
