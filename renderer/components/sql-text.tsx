import './sql-text.css';

/** A statement in one line; whole in the tooltip. */
export function SqlText({ text }: { text: string }) {
  return (
    <code className="sql-text" title={text}>
      {text.replaceAll(/\s+/g, ' ')}
    </code>
  );
}
