import { useNotices } from '../../core/notices.ts';
import { formatClock, formatTime } from '../../text/time.ts';

/** What was said in passing, the newest first: a message that went away can be read again. */
export function NoticesPart() {
  const notices = useNotices();
  if (notices.length === 0) return <p className="drawer-empty">Messages that were shown in passing are kept here.</p>;
  return (
    <ul aria-label="Notifications">
      {notices.map(({ id, at, title, text, tone }) => (
        <li key={id} className="log-line" data-tone={tone}>
          <time title={formatTime(at)}>{formatClock(at)}</time>
          <span>
            <strong>{title}</strong> {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
