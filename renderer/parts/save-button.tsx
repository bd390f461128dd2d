import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { fetchBytes } from '../core/bytes.ts';
import { saveBytes } from '../core/save-bytes.ts';
import { notifyFailure } from './notify.tsx';

type Props = {
  /** The bytes at `bytes/PATH?QUERY`. */
  path: string;
  query: Record<string, string>;
  /** Of the file, where the host does not say one; part of the message where it fails. */
  name: string;
  text: string;
  label: string;
};

/** Saves bytes of the core where the browser or the desktop saves files. */
export function SaveButton({ path, query, name, text, label }: Props) {
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveBytes(await fetchBytes(path, query), name);
    } catch (error) {
      notifyFailure(`${name} was not downloaded`, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={isBusy}
      leftSection={<IconDownload size={14} aria-hidden />}
      aria-label={label}
      onClick={() => void save()}
    >
      {text}
    </Button>
  );
}
