import { compareMetrics, directionOf, metricDefinition } from '#shared/domain/metric.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { Choice } from '../../components/choice.tsx';
import { metricTitle } from '../metric-text.ts';

export type Decision = { metric?: string; group_limit: number };

/** nDCG@10 decides, and no group of users may be more than 2 % worse. */
export const usualConditions: Decision = { group_limit: 0.02 };

const limits = [0, 0.01, 0.02, 0.05, 0.1];

/** Metrics that can decide: known for every user, and with a better end. */
export const decidingMetrics = (names: readonly string[]): string[] =>
  names.filter((name) => metricDefinition(name)?.perUser && directionOf(name) !== 'none').toSorted(compareMetrics);

type Props = { version: ModelVersion; value: Decision; onChange(value: Decision): void };

/** What the gates are asked with. */
export function Conditions({ version, value, onChange }: Props) {
  const metrics = decidingMetrics(Object.keys(version.metrics));
  const usual = metrics.includes('ndcg@10') ? 'ndcg@10' : metrics.findLast((name) => name.startsWith('ndcg@'));
  const metric = value.metric ?? usual;
  return (
    <div className="promote-conditions">
      {metric !== undefined && (
        <Choice
          label="Metric that decides"
          value={metric}
          options={metrics.map((name) => ({ value: name, label: metricTitle(name) }))}
          onChange={(name) => onChange({ ...value, metric: name })}
        />
      )}
      <Choice
        label="A group may be worse by"
        value={String(value.group_limit)}
        options={limits.map((share) => ({ value: String(share), label: `${share * 100} %` }))}
        onChange={(share) => onChange({ ...value, group_limit: Number(share) })}
      />
    </div>
  );
}
