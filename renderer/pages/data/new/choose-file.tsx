import { useEffect, useState } from 'react';
import { Button, FileButton, Progress, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Panel } from '../../../components/panel.tsx';
import { putDropped, useDropped } from '../../../parts/file-drop/dropped-files.ts';
import { formatBytes } from '../../../text/bytes.ts';
import { useUploads } from './use-uploads.ts';

/** A file: dropped anywhere on the window, picked, or named where Kindred runs. */
export function ChooseFile({ onChosen }: { onChosen(address: string): void }) {
  const { sending, error, send, cancel } = useUploads(onChosen);
  const [path, setPath] = useState('');
  const dropped = useDropped();
  useEffect(() => {
    if (!dropped) return;
    putDropped(null);
    send(dropped);
  }, [dropped, send]);
  return (
    <Panel title="File">
      <div className="choose-file">
        <div className="drop-zone">
          <IconFileImport size={26} stroke={1.5} aria-hidden className="muted" />
          {sending ? (
            <div className="drop-sending">
              <output className="num">
                Sending {sending.name}: {formatBytes(sending.done)} of {formatBytes(sending.total)}
              </output>
              <Progress
                value={sending.total > 0 ? (100 * sending.done) / sending.total : 0}
                size={6}
                aria-label={`Sending ${sending.name}`}
              />
              <Button variant="default" size="compact-xs" onClick={cancel}>
                Cancel
              </Button>
            </div>
          ) : (
            <>
              <p>Drop a file anywhere on this window, or</p>
              <FileButton onChange={(files) => files.length > 0 && send(files)} multiple>
                {(props) => <Button {...props}>Choose a file…</Button>}
              </FileButton>
              <p className="muted small">
                CSV, TSV, JSON Lines, Parquet, Arrow; plain, gzip or zstd. Several that belong together may come at
                once.
              </p>
            </>
          )}
          <p className="bad" role="alert">
            {error?.message}
          </p>
        </div>
        <form
          className="create-line"
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') onChosen(`file:${path.trim()}`);
          }}
        >
          <TextInput
            label="Or its path"
            description="On the computer where Kindred runs, from the root: /home/me/ratings.csv.gz, or the folder of a known layout"
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={path.trim() === ''}>
            Read it
          </Button>
        </form>
      </div>
    </Panel>
  );
}
