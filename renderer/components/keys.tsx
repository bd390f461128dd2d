import './keys.css';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A shortcut such as "mod+K" or "g r" drawn as keys. */
export function Keys({ of }: { of: string }) {
  const strokes = of.split(' ').map((stroke) => stroke.split('+'));
  return (
    <span className="keys">
      {strokes.flat().map((key, index) => (
        <kbd key={index}>{names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
      ))}
    </span>
  );
}
