import './alias-badge.css';

/** What a version is for, in a word. */
export function AliasBadge({ alias }: { alias: string }) {
  return (
    <span className="alias" data-alias={alias}>
      {alias}
    </span>
  );
}
