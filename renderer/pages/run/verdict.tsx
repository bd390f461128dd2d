import type { Comparison } from '#shared/domain/comparison.ts';
import type { Run } from '#shared/domain/run.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useCall } from '../../core/use-call.ts';
import { headline } from '../../parts/headline.ts';
import { useBaseline } from '../../parts/use-baseline.ts';
import { baselineSentence } from './verdict-sentence.ts';

/** How the run stands against the baseline, in one sentence. */
export function Verdict({ run }: { run: Run }) {
  const { id, isLive } = useBaseline();
  const isItself = id === run.id;
  const comparison = useCall(
    'runs.compare',
    { a: id ?? '-', b: run.id },
    { enabled: id !== null && !isItself && run.status === 'FINISHED' },
  );
  if (run.status !== 'FINISHED') return null;
  const what = isLive ? 'the live run' : 'the baseline';
  if (id === null) {
    return <p className="verdict muted">No baseline: nothing is live, and none is chosen in Runs.</p>;
  }
  if (isItself) return <p className="verdict muted">This is {what}: others are held against it.</p>;
  if (comparison.error)
    return (
      <p className="verdict muted">
        Not held against {what}: {comparison.error.message}
      </p>
    );
  if (!comparison.data) return <p className="verdict muted">Holding it against {what}…</p>;
  const { tone, mark, sentence } = baselineSentence(comparison.data, headlineOf(comparison.data));
  return (
    <p className="verdict" data-tone={tone}>
      <span aria-hidden>{mark}</span> {sentence}{' '}
      <span className="muted">
        Against {what}, run {comparison.data.a.number} {comparison.data.a.name}.
      </span>{' '}
      <TextLink to="/compare" search={{ runs: [comparison.data.a.id, run.id] }}>
        Compare
      </TextLink>
    </p>
  );
}

const headlineOf = ({ a, b }: Comparison): string | undefined => headline([a, b]);
