import './interval.css';

type Props = {
  value: number;
  /** Null where there is only the value. */
  interval: readonly [number, number] | null;
  /** Least and greatest of the axis; zero is always inside. */
  domain: readonly [number, number];
  tone: 'good' | 'bad' | 'none';
  /** What it shows, in words. */
  label: string;
};

const width = 180;
const height = 22;
const edge = 6;

/** A difference and its interval against zero: a dot on a bar, and a line where nothing differs. */
export function Interval({ value, interval, domain, tone, label }: Props) {
  const [low, high] = domain;
  const x = (at: number) => edge + ((at - low) / (high - low || 1)) * (width - 2 * edge);
  const middle = height / 2;
  return (
    <>
      <span className="hidden-text">{label}</span>
      <svg
        className="interval"
        data-tone={tone}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-hidden
      >
        <line className="interval-zero" x1={x(0)} x2={x(0)} y1={1} y2={height - 1} />
        {interval && (
          <>
            <line className="interval-bar" x1={x(interval[0])} x2={x(interval[1])} y1={middle} y2={middle} />
            {interval.map((end, index) => (
              <line key={index} className="interval-bar" x1={x(end)} x2={x(end)} y1={middle - 4} y2={middle + 4} />
            ))}
          </>
        )}
        <circle className="interval-dot" cx={x(value)} cy={middle} r={3.5} />
      </svg>
    </>
  );
}
