import { Tooltip } from '@mantine/core';
import { liveVersions, useModels } from './use-models.ts';
import './alias-badge.css';

/** Says that a run's model is live; nothing for every other run. */
export function LiveBadge({ run }: { run: string }) {
  const versions = liveVersions(useModels().data ?? [], run);
  if (versions.length === 0) return null;
  const names = versions.map(({ model, version }) => `${model} v${version}`).join(', ');
  return (
    <Tooltip label={`Live as ${names}`}>
      <span className="alias" data-alias="live">
        live<span className="hidden-text"> as {names}</span>
      </span>
    </Tooltip>
  );
}
