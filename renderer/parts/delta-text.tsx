import { directionOf } from '#shared/domain/metric.ts';
import type { Delta } from './delta-of.ts';
import { SignedDelta } from './signed-delta.tsx';

const reasons = { data: 'other data', split: 'other split', candidates: 'other candidates' } as const;

/** A difference with its sign as a glyph and a figure; better and worse are said, not only coloured. */
export function DeltaText({ metric, delta }: { metric: string; delta: Delta }) {
  switch (delta.kind) {
    case 'baseline':
      return <span className="muted">baseline</span>;
    case 'none':
      return <span className="muted">–</span>;
    case 'other':
      return (
        <span className="warn" title="Measured on something else than the baseline: the numbers cannot be compared.">
          {reasons[delta.what]}
        </span>
      );
    case 'delta': {
      const tone = toneOf(metric, delta.value);
      return (
        <span className={tone.className} title={String(delta.value)}>
          <SignedDelta metric={metric} delta={delta.value} />
          {tone.word && <span className="hidden-text"> {tone.word}</span>}
        </span>
      );
    }
  }
}

/** Whether a difference of a metric is good news. */
export function toneOf(metric: string, delta: number): { className: string; word: string } {
  const direction = directionOf(metric);
  if (delta === 0 || direction === 'none') return { className: '', word: '' };
  return delta > 0 === (direction === 'max')
    ? { className: 'good', word: 'better' }
    : { className: 'bad', word: 'worse' };
}
