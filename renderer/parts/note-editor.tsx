import { useState } from 'react';
import { Textarea } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { useCommand } from '../core/use-command.ts';
import { notifyFailure } from './notify.tsx';

/** The note of a run: saved when one leaves the field or presses Ctrl Enter. */
export function NoteEditor({ run }: { run: Pick<Run, 'id' | 'note'> }) {
  const [text, setText] = useState(run.note);
  const { mutate, isPending, isSuccess } = useCommand('runs.update', ['runs.show', 'runs.list']);
  const save = () => {
    if (text === run.note) return;
    mutate({ run: run.id, note: text }, { onError: (error) => notifyFailure('The note was not saved', error) });
  };
  const state = isPending ? 'Saving…' : text !== run.note ? 'Not saved yet' : isSuccess ? 'Saved' : '';
  return (
    <Textarea
      mt="sm"
      label="Note"
      description={<output>{state || 'Saved when you leave the field'}</output>}
      autosize
      minRows={2}
      maxRows={14}
      maxLength={20_000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
      }}
    />
  );
}
