import type { ExplainedPart } from '#shared/domain/user-lens.ts';

/** Names of single segments would not be read below this share of the bar. */
const leastShare = 0.002;

/** The addends as one stacked bar, those above 0 on top; the table below has the numbers. */
export function ContributionBar({ parts }: { parts: readonly ExplainedPart[] }) {
  const sum = (sign: 1 | -1) => parts.reduce((total, { value }) => total + Math.max(0, sign * value), 0);
  const [most, least] = [sum(1), sum(-1)];
  const whole = Math.max(most, least) || 1;
  return (
    <div className="contribution-bars" aria-hidden>
      <Stack parts={parts.filter(({ value }) => value > 0)} whole={whole} tone="good" />
      {least > 0 && <Stack parts={parts.filter(({ value }) => value < 0)} whole={whole} tone="bad" />}
    </div>
  );
}

function Stack({ parts, whole, tone }: { parts: readonly ExplainedPart[]; whole: number; tone: 'good' | 'bad' }) {
  return (
    <div className="contribution-bar" data-tone={tone}>
      {parts
        .map((part) => ({ ...part, share: Math.abs(part.value) / whole }))
        .filter(({ share }) => share >= leastShare)
        .map(({ share, text }, index) => (
          <span key={index} title={text} style={{ width: `${100 * share}%` }} />
        ))}
    </div>
  );
}
