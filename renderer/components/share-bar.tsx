import './share-bar.css';

type Part = { name: string; count: number; tone: 'good' | 'bad' | 'none' };

/** Counts as shares of one bar; the numbers stand beside it in words. */
export function ShareBar({ parts, label }: { parts: readonly Part[]; label: string }) {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return (
    <>
      <span className="hidden-text">{label}</span>
      <div className="share-bar" aria-hidden>
        {parts.map(({ name, count, tone }) => (
          <span key={name} data-tone={tone} style={{ width: `${total > 0 ? (100 * count) / total : 0}%` }} />
        ))}
      </div>
    </>
  );
}
