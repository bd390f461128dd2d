import { Facts } from '../../components/facts.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { apiWord } from '../../parts/api-state.ts';
import { RunName } from '../../parts/run-name.tsx';
import { useModels, usualModel, versionOf } from '../../parts/use-models.ts';
import { formatShortTime } from '../../text/time.ts';

/** Which version the team serves now, and whether the API answers with it; nothing where no run was promoted yet. */
export function LivePanel() {
  const status = useCall('serving.status', {}).data;
  const live = versionOf(usualModel(useModels().data ?? [], status?.model), 'live');
  if (!live) return null;
  return (
    <Panel
      title="Live"
      aside={
        <LinkButton to="/serving" variant="subtle" size="compact-xs">
          Serving
        </LinkButton>
      }
    >
      <Facts
        facts={[
          ['Version', `${live.model} v${live.version}`],
          ['Run', <RunName key="run" run={live.run} />],
          ['Data', `${live.dataset.name} v${live.dataset.version}`],
          ['Registered', formatShortTime(live.created_at)],
          ...(status ? [['API', apiWord(status).word] as const] : []),
        ]}
      />
    </Panel>
  );
}
