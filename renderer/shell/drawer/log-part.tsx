import { useHappenings } from '../../core/happenings.ts';
import { formatClock, formatTime } from '../../text/time.ts';

/** What the core did while this window was open, the newest first. */
export function LogPart() {
  const lines = useHappenings();
  if (lines.length === 0)
    return <p className="drawer-empty">What happens to runs, datasets and models is listed here.</p>;
  return (
    <ul aria-label="Log">
      {lines.map(({ id, at, text }) => (
        <li key={id} className="log-line">
          <time title={formatTime(at)}>{formatClock(at)}</time>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
