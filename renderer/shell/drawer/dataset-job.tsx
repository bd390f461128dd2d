import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import type { DatasetProgress } from '#shared/domain/dataset-progress.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';

/** A version that is being created, and the way to stop it. */
export function DatasetJob({ job: { name, stage, done, total, note } }: { job: DatasetProgress }) {
  const cancel = useCommand('datasets.cancel');
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return (
    <li className="job">
      <span className="clip">Dataset {name}</span>
      <Progress value={100 * share} size={6} aria-label={`Progress of dataset ${name}`} />
      <span className="muted small num job-end clip">{note ?? `${stage} ${Math.floor(100 * share)} %`}</span>
      <Tooltip label="Stop; nothing of it is kept">
        <ActionIcon
          size={24}
          color="red"
          aria-label={`Stop creating ${name}`}
          loading={cancel.isPending}
          onClick={() =>
            cancel.mutate({ name }, { onError: (error) => notifyFailure('The dataset was not stopped', error) })
          }
        >
          <IconPlayerStopFilled size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
