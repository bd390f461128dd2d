import { Switch } from '@mantine/core';
import type { ServingStatus, ShadowReport } from '#shared/domain/serving.ts';
import { Choice } from '../../components/choice.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCommand } from '../../core/use-command.ts';
import { formatMs } from '../../parts/api-state.ts';
import { formatFigure, formatPercent } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';

const shares = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 1];
const shareText = (share: number) => `${Number((share * 100).toFixed(1))} %`;

/** The candidate under real traffic: answering a part of the users, or compared in the shadow of every answer. */
export function TrialPanel({ status }: { status: ServingStatus }) {
  const candidate = status.versions.find(({ slot }) => slot === 'candidate');
  const canary = useCommand('serving.setCanary', ['serving.']);
  const shadow = useCommand('serving.setShadow', ['serving.']);
  const error = canary.error ?? shadow.error;
  return (
    <Panel title="Trial of the candidate">
      {candidate ? (
        <div className="trial">
          <div className="trial-row">
            <Choice
              label="Canary: users whom it answers"
              value={String(candidate.share)}
              options={[...new Set([...shares, candidate.share])]
                .toSorted((a, b) => a - b)
                .map((share) => ({ value: String(share), label: shareText(share) }))}
              onChange={(share) => canary.mutate({ share: Number(share) })}
            />
            <Switch
              label="Compare in the shadow"
              checked={status.shadowing}
              onChange={(event) => shadow.mutate({ on: event.currentTarget.checked })}
            />
          </div>
          <p className="muted small">
            The same users each time. In the shadow the candidate is asked after each reply; nobody sees its list.
          </p>
          <p className="bad small trial-error" role="alert">
            {error?.message}
          </p>
          {(status.shadowing || (status.shadow?.compared ?? 0) > 0) && <Report report={status.shadow} />}
        </div>
      ) : (
        <p className="muted">No candidate is loaded. Promote a run up to its gates, or make a version the candidate.</p>
      )}
    </Panel>
  );
}

function Report({ report }: { report: ShadowReport | null }) {
  if (!report || report.compared === 0) return <p className="muted">Nothing was asked since it was switched on.</p>;
  const { k, overlap, rank_shift: shift, rank_correlation: correlation, compared } = report;
  return (
    <Facts
      facts={[
        ['Compared', plural(compared, 'answer')],
        [`Overlap@${k}`, overlap === null ? '–' : formatPercent(overlap)],
        ['Mean shift of common items', shift === null ? '–' : `${formatFigure(shift)} places`],
        ['Rank correlation', correlation === null ? '–' : formatFigure(correlation)],
        ['Time, live', formatMs(report.live_ms)],
        ['Time, candidate', formatMs(report.candidate_ms)],
      ]}
    />
  );
}
