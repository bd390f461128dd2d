import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { useStopRun } from './use-run-actions.tsx';

/** Cancels a run that is waiting or under way; what it logged stays. */
export function StopButton({ run }: { run: Run }) {
  const stop = useStopRun();
  return (
    <Tooltip label="Stop; what it logged is kept">
      <ActionIcon
        size={24}
        color="red"
        aria-label={`Stop run ${run.number}`}
        loading={stop.isPending}
        onClick={(event) => {
          event.stopPropagation();
          stop.mutate({ run: run.id });
        }}
      >
        <IconPlayerStopFilled size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
