import { useState } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { useCall } from '../../../../core/use-call.ts';
import { useCommand } from '../../../../core/use-command.ts';
import { plural } from '../../../../text/plural.ts';
import type { Selection } from '../../heatmap-search.ts';
import type { WindowAsk } from '../window-query.ts';
import { useSelectedUsers } from './use-selected-users.ts';

type Props = {
  ask: Omit<WindowAsk, 'r0' | 'r1' | 'c0' | 'c1'>;
  info: MatrixInfo;
  selection: Selection;
  onClose(): void;
};

/** Keeps the users of a selection under a name, for the dataset; metrics are sliced by them. */
export function GroupDialog({ ask, info, selection, onClose }: Props) {
  const [name, setName] = useState('');
  const run = useCall('runs.show', { run: ask.run }).data;
  const users = useSelectedUsers({ ...ask, kind: info.kind }, selection);
  const { mutate, isPending, error } = useCommand('userGroups.save', ['userGroups.', 'runs.slices']);
  const save = () => {
    if (!run || !users || users.length === 0 || name.trim() === '') return;
    const { r0, r1, c0, c1 } = selection;
    const origin = `run ${run.number}, ${info.kind} ordered by ${ask.order}, rows ${r0}–${r1 - 1} × columns ${c0}–${c1 - 1}`;
    mutate(
      { dataset: run.dataset.id, name: name.trim(), users, origin },
      {
        onSuccess: (group) => {
          notifications.show({
            title: `Group “${group.name}” saved`,
            message: `${plural(group.users.length, 'user')}, in the tab Groups of every run on this data.`,
          });
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title="Make a group of users">
      <form
        className="group-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>
          {users === undefined ? 'Reading the users…' : `${plural(users.length, 'user')} of the selection`}
          {info.kind === 'user_similarity_matrix' && ', of its rows and its columns'}. The group is kept with the
          dataset in the data folder; every run on it can be sliced by it.
        </p>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={error?.message}
        />
        <div className="selection-actions">
          <Button type="submit" loading={isPending} disabled={!users || users.length === 0 || name.trim() === ''}>
            Save the group
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
