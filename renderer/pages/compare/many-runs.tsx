import type { ManyComparison, MetricDelta } from '#shared/domain/comparison.ts';
import { withLetter } from '#shared/domain/with-letter.ts';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { runSelection, useRunSelection } from '../../core/run-selection.ts';
import { useCall } from '../../core/use-call.ts';
import { MetricName } from '../../parts/metric-name.tsx';
import { cutoffOf } from '../../parts/metric-text.ts';
import { RunName } from '../../parts/run-name.tsx';
import { formatDelta, formatMetric, formatP } from '../../text/number.ts';
import { pageWords } from '../../text/page-words.ts';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { runLetter } from './run-letters.ts';
import { cutoffsOf, shownCutoff, verdictOf } from './verdict.ts';

type Props = { runs: readonly string[]; inView: string; search: CompareSearch; onChange: CompareChange };

/** All runs in columns: each against A, with p-values that are corrected for all of them together. */
export function ManyRuns({ runs, search }: Props) {
  const many = useCall('runs.compareMany', { runs: [...runs], baseline: runs[0]! });
  return (
    <Answer query={many} what={`the comparison of ${runs.length} runs`}>
      {(found) => (
        <Panel title={`All ${found.runs.length} runs`} flush aside={<Correction many={found} />}>
          {!found.comparable && (
            <ul className="many-guard warn" role="alert">
              {found.pairs.flatMap(({ b, reasons }, place) =>
                reasons.map((reason) => (
                  <li key={`${b} ${reason}`}>{withLetter(pageWords(reason), runLetter(place + 1))}</li>
                )),
              )}
            </ul>
          )}
          <section className="compare-scroll" {...scrollable('Metrics of all runs')}>
            <ManyTable many={found} k={search.k} />
          </section>
        </Panel>
      )}
    </Answer>
  );
}

const Correction = ({ many: { tests, pairs } }: { many: ManyComparison }) => (
  <span>
    p by Wilcoxon, corrected by Holm over {tests} tests of {pairs.length} pairs
  </span>
);

function ManyTable({ many, k }: { many: ManyComparison; k: number | undefined }) {
  const { runs, pairs } = many;
  const hovered = useRunSelection((selection) => selection.hovered);
  const marked = (run: string) => (run === hovered ? true : undefined);
  const first = pairs[0]?.metrics ?? [];
  const cutoff = shownCutoff(cutoffsOf(first), k);
  const names = [...new Set(pairs.flatMap(({ metrics }) => metrics.map(({ name }) => name)))].filter((name) =>
    [null, cutoff].includes(cutoffOf(name)),
  );
  const deltas = pairs.map(({ b, metrics }) => ({ b, of: new Map(metrics.map((metric) => [metric.name, metric])) }));
  return (
    <table className="plain-table many">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          {runs.map((run, place) => (
            <th
              key={run.id}
              scope="col"
              className="end"
              data-marked={marked(run.id)}
              onPointerEnter={() => runSelection.hover(run.id)}
              onPointerLeave={() => runSelection.hover(null)}
            >
              <span className="many-head">
                <span className="run-letter">{runLetter(place)}</span>
                <RunName run={run} />
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">
              <MetricName metric={name} />
            </th>
            <td className="num end">{formatMetric(name, runs[0]?.metrics[name])}</td>
            {deltas.map(({ b, of }) => (
              <td key={b} className="num end" data-run={b} data-metric={name} data-marked={marked(b)}>
                <ManyCell metric={of.get(name)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ManyCell({ metric }: { metric: MetricDelta | undefined }) {
  if (!metric) return '–';
  const { name, b, delta, p_corrected: p } = metric;
  const { word, tone } = verdictOf(metric);
  return (
    <>
      {formatMetric(name, b)}
      {delta !== null && (
        <span className="many-delta small" data-delta={delta}>
          <span className={tone === 'none' ? 'muted' : tone}>
            {formatDelta(name, delta)} {word}
          </span>{' '}
          {p !== null && <span className="muted">p {formatP(p)}</span>}
        </span>
      )}
    </>
  );
}
