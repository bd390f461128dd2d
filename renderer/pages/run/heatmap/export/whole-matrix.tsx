import { useEffect, useRef, useState } from 'react';
import { Button, Progress } from '@mantine/core';
import { fetchBlob } from '../../../../core/bytes.ts';
import { saveBlob } from '../../../../core/save-bytes.ts';
import { useLatest } from '../../../../core/use-latest.ts';
import { notifyFailure } from '../../../../parts/notify.tsx';
import { formatCount } from '../../../../text/number.ts';
import type { WindowAsk } from '../window-query.ts';

type Props = { asked: WindowAsk; pairs: number; name: string; onEnd(): void };

const newline = 10;

/** Reads the whole matrix as it is written, and saves it at its end; until then it can be stopped. */
export function WholeMatrix({ asked, pairs, name, onEnd }: Props) {
  const [lines, setLines] = useState(0);
  const stop = useRef(new AbortController());
  const latest = useLatest({ asked, name, onEnd });
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    const { asked: request, name: file } = latest();
    let read = 0;
    fetchBlob(
      'matrix',
      { ...request, part: 'all' },
      (part) => {
        for (const byte of part) if (byte === newline) read++;
        setLines(read);
      },
      controller.signal,
    )
      .then(({ blob, filename }) => saveBlob(blob, filename ?? file))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) notifyFailure('The matrix was not saved', error);
      })
      .finally(() => {
        if (stop.current === controller) latest().onEnd();
      });
    return () => controller.abort();
  }, [latest]);
  const share = pairs > 0 ? Math.min(100, (100 * lines) / pairs) : 100;
  return (
    <div className="whole-matrix">
      <span className="small num">
        {formatCount(Math.min(lines, pairs))} of {formatCount(pairs)} pairs
      </span>
      <Progress value={share} size={6} w={90} aria-label="Progress of the export" />
      <Button size="compact-xs" variant="default" onClick={() => stop.current.abort()}>
        Cancel
      </Button>
    </div>
  );
}
