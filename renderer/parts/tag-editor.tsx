import { useState } from 'react';
import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { useCommand } from '../core/use-command.ts';
import { notifyFailure } from './notify.tsx';
import { parseTag } from './parse-tag.ts';
import './tag-editor.css';

/** The tags of a run: taken away by their cross, added by typing `name` or `name: value`. */
export function TagEditor({ run }: { run: Pick<Run, 'id' | 'tags'> }) {
  const [typed, setTyped] = useState('');
  const { mutate } = useCommand('runs.update', ['runs.show', 'runs.list']);
  const change = (tags: Record<string, string | null>) =>
    mutate({ run: run.id, tags }, { onError: (error) => notifyFailure('The tags were not saved', error) });
  const add = () => {
    const tag = parseTag(typed);
    if (!tag) return;
    change({ [tag.key]: tag.value });
    setTyped('');
  };
  return (
    <div className="tags">
      {Object.entries(run.tags).map(([key, value]) => (
        <span key={key} className="tag-edit">
          {value ? `${key}: ${value}` : key}
          <ActionIcon size={24} aria-label={`Take the tag ${key} away`} onClick={() => change({ [key]: null })}>
            <IconX size={12} aria-hidden />
          </ActionIcon>
        </span>
      ))}
      <TextInput
        aria-label="Add a tag"
        placeholder="Add a tag, Enter"
        w={150}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
        }}
        onBlur={add}
      />
    </div>
  );
}
