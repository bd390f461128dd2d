import { plural } from '../../text/plural.ts';

type Props = { bars: readonly { name: string; count: number }[]; label: string; unit?: string };

const height = 84;

/** A small histogram; every bar says its count to who listens. */
export function CountBars({ bars, label, unit = 'user' }: Props) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = Math.ceil(bars.length / 11);
  return (
    <ol className="count-bars" aria-label={label}>
      {bars.map(({ name, count }, index) => (
        <li key={name} title={`${name}: ${plural(count, unit)}`} data-count={count}>
          <span className="count-bar" style={{ height: (height * count) / most }} />
          <span className="num" aria-hidden>
            {index % step === 0 ? name : ''}
          </span>
          <span className="hidden-text">
            {name}: {plural(count, unit)}
          </span>
        </li>
      ))}
    </ol>
  );
}
