import { useState } from 'react';
import { useSearch } from '@tanstack/react-router';
import { ActionIcon, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Slices } from '#shared/domain/comparison.ts';
import { compareMetrics, metricDefinition } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../../../components/answer.tsx';
import { Choice } from '../../../components/choice.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCall } from '../../../core/use-call.ts';
import { useCommand } from '../../../core/use-command.ts';
import { headline } from '../../../parts/headline.ts';
import { metricTitle } from '../../../parts/metric-text.ts';
import { statusSaid } from '../../../parts/run-status.tsx';
import { plural } from '../../../text/plural.ts';
import { useHeatmapSelection } from '../use-heatmap-selection.ts';
import { useRun } from '../use-run.ts';
import { SliceTable } from './slice-table.tsx';
import { sliceDomain } from './slice-order.ts';
import { useSelectedByGroup } from './use-selected-by-group.ts';

/** A metric by group and by activity of the users, by saved groups, and for who is selected in the heatmap. */
export function Groups() {
  const run = useRun();
  return run ? <GroupsOf run={run} /> : null;
}

const titles: Record<Slices['by'][number]['by'], string> = {
  group: 'By group',
  activity: 'By items in training',
  chosen: 'Selected in the heatmap',
  saved: 'Saved group',
};

function GroupsOf({ run }: { run: Run }) {
  const search = useSearch({ from: '/runs/$run/groups' });
  const [isWorstFirst, setWorstFirst] = useState(false);
  const metrics = Object.keys(run.metrics)
    .filter((name) => metricDefinition(name)?.perUser)
    .toSorted(compareMetrics);
  const usual = headline([run]);
  const [chosen, setChosen] = useState<string | null>(null);
  const metric = chosen ?? (usual !== undefined && metrics.includes(usual) ? usual : metrics[0]);
  const users = useHeatmapSelection(run.id, search);
  const selected = useSelectedByGroup(run.id, users);
  const slices = useCall(
    'runs.slices',
    { run: run.id, metric: metric ?? '-', ...(users && users.length > 0 && { users }) },
    { enabled: metric !== undefined && users !== undefined, placeholderData: (before) => before },
  );
  if (metric === undefined) {
    return (
      <Empty title="Groups: not computed.">
        This run kept no values for single users: it {statusSaid[run.status]}. A run that finished has them.
      </Empty>
    );
  }
  return (
    <div className="run-tab">
      <div className="tab-tools">
        <Choice
          label="Metric"
          value={metric}
          options={metrics.map((name) => ({ value: name, label: metricTitle(name) }))}
          onChange={setChosen}
        />
        <Switch
          size="xs"
          label="Worst first"
          checked={isWorstFirst}
          onChange={(event) => setWorstFirst(event.currentTarget.checked)}
        />
        {users && users.length > 0 && (
          <span className="small">{plural(users.length, 'user')} selected in the heatmap</span>
        )}
      </div>
      <Answer query={slices} what={`${metric} by group`}>
        {(found) => (
          <div className="slice-panels">
            {found.by.map((part) => (
              <Panel
                key={part.group_id ?? part.by}
                title={part.by === 'saved' ? `Saved group: ${part.slices[0]?.name ?? ''}` : titles[part.by]}
                aside={
                  part.group_id !== null && <DeleteGroup group={part.group_id} name={part.slices[0]?.name ?? ''} />
                }
                flush
              >
                <SliceTable
                  metric={found.metric}
                  part={part}
                  domain={sliceDomain(found)}
                  isWorstFirst={isWorstFirst}
                  selected={part.by === 'group' ? selected : null}
                />
              </Panel>
            ))}
          </div>
        )}
      </Answer>
    </div>
  );
}

function DeleteGroup({ group, name }: { group: string; name: string }) {
  const { mutate, isPending } = useCommand('userGroups.delete', ['userGroups.', 'runs.slices']);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={isPending}
      aria-label={`Delete the group ${name}`}
      onClick={() => mutate({ group })}
    >
      <IconTrash size={15} aria-hidden />
    </ActionIcon>
  );
}
