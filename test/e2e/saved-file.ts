import type { Page } from '@playwright/test';

export type SavedFile = { name: string; bytes: Buffer };

/**
 * Does what makes the page save a file. @returns its name and its bytes, which are read in the page: a desktop window's downloads leave
 * no file where a test could read it.
 */
export async function savedBy(app: Page, act: () => Promise<unknown>): Promise<SavedFile> {
  await app.evaluate(keepBlobs);
  const download = app.waitForEvent('download', { timeout: 30_000 });
  await act();
  const file = await download;
  const base64 = await app.evaluate(readBlob, file.url());
  return { name: file.suggestedFilename(), bytes: Buffer.from(base64, 'base64') };
}

/** In the page: remembers every blob that gets an address. */
function keepBlobs(): void {
  if (Reflect.has(window, 'keptBlobs')) return;
  const kept = new Map<string, Blob>();
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (object) => {
    const url = make(object);
    if (object instanceof Blob) kept.set(url, object);
    return url;
  };
  Reflect.set(window, 'keptBlobs', kept);
}

/** In the page: the blob behind an address. */
async function readBlob(url: string): Promise<string> {
  const kept: unknown = Reflect.get(window, 'keptBlobs');
  const blob: unknown = kept instanceof Map ? kept.get(url) : null;
  if (!(blob instanceof Blob)) throw new Error(`Nothing was saved as ${url}.`);
  let text = '';
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}
