import { useEffect, useRef, useState } from 'react';
import { uploadFile } from '../../../core/upload-file.ts';

/** Files on their way to the computer that Kindred runs on. */
export type Sending = { name: string; done: number; total: number };

/** The folder that an uploaded file lies in, as an address. */
const folderOf = (address: string): string =>
  address.slice(0, Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')));

/**
 * Sends files, those after the first into its folder, so that what belongs together is found together.
 * @param onSent the address of the one file, or of the folder of several
 */
export function useUploads(onSent: (address: string) => void) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function send(files: readonly File[]): Promise<void> {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    setError(null);
    try {
      let first: { upload: string; address: string } | null = null;
      for (const file of files) {
        const onProgress = (done: number, total: number) => setSending({ name: file.name, done, total });
        onProgress(0, file.size);
        const sent = await uploadFile(file, { ...(first && { beside: first.upload }), onProgress, signal });
        first ??= sent;
      }
      if (first) onSent(files.length > 1 ? folderOf(first.address) : first.address);
    } catch (failure) {
      if (!signal.aborted) setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      if (stop.current?.signal === signal) setSending(null);
    }
  }

  return { sending, error, send: (files: readonly File[]) => void send(files), cancel: () => stop.current?.abort() };
}
