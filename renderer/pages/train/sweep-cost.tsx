import type { SweepPlan } from '#shared/domain/sweep.ts';
import { Facts } from '../../components/facts.tsx';
import { formatBytes } from '../../text/bytes.ts';
import { formatCount } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { aboutSeconds } from './about-seconds.ts';

/** What a sweep would do, and cost. */
export function SweepCost({ plan, isOld }: { plan: SweepPlan | undefined; isOld: boolean }) {
  if (!plan) return null;
  const { trials, runs, rungs, seconds, measured_runs, bytes, limit_bytes, metric } = plan;
  const halving = rungs
    .map((rung) => `${rung.trials} on ${Math.round(100 * rung.share)} %`.replaceAll(' ', '\u00a0'))
    .join(', ');
  return (
    <div className={isOld ? 'is-old' : ''}>
      <Facts
        facts={[
          ['Trials', formatCount(trials)],
          ...(rungs.length > 1 ? [['Rungs', halving] as const] : []),
          ['Runs', formatCount(runs)],
          ['Decided by', metric],
          ['Time', aboutSeconds(seconds)],
          [
            'Based on',
            measured_runs > 0 ? `${plural(measured_runs, 'run')} on this machine` : 'the cost of the algorithm',
          ],
          ['Memory', `${formatBytes(bytes)} of ${formatBytes(limit_bytes)}`],
        ]}
      />
    </div>
  );
}
