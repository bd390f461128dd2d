import { useId, useRef, type CSSProperties, type HTMLAttributes, type ReactNode } from 'react';
import type { Size, View } from '../../../plots/view.ts';
import { firstPosition, stepCursor, type Position } from './cursor-keys.ts';

type Props = {
  /** What is drawn here, in words. */
  label: string;
  /** The sentence about the cell that the cursor is on. */
  spoken: string | null;
  view: View;
  size: Size;
  cursor: Position | null;
  /** Positions that a drawn cell has on either side. */
  bin: { rows: number; cols: number };
  onCursor(cursor: Position): void;
  onView(view: View): void;
  /** Cells can be selected: from where Shift was pressed to where the cursor is. */
  onBrush?(from: Position, to: Position): void;
  /** Takes the selection back; absent where there is none. */
  onClear?: (() => void) | undefined;
  handlers?: HTMLAttributes<HTMLElement>;
  className: string;
  style?: CSSProperties;
  isBrushing?: boolean;
  children: ReactNode;
};

/** One focusable surface of its own keys, which says the cell that its cursor is on: plotly's points cannot be reached by keyboard. */
export function CellSurface(props: Props) {
  const { label, spoken, view, size, cursor, bin, onCursor, onView, onBrush, onClear, children } = props;
  const help = useId();
  // Where a selection by keyboard began.
  const anchor = useRef<Position | null>(null);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && onClear) {
      event.preventDefault();
      return onClear();
    }
    const from = cursor ?? firstPosition(view);
    const next = stepCursor(event.key, event.ctrlKey, { view, cursor: from }, size, bin);
    if (!next) return;
    event.preventDefault();
    if (!onBrush || !event.shiftKey || !event.key.startsWith('Arrow')) anchor.current = null;
    else {
      anchor.current ??= from;
      onBrush(anchor.current, next.cursor);
    }
    onCursor(next.cursor);
    if (!sameView(next.view, view)) onView(next.view);
  };
  const surface = {
    role: 'application',
    'aria-roledescription': 'heatmap',
    'aria-label': label,
    'aria-describedby': help,
    tabIndex: 0,
    onKeyDown,
    onFocus: () => cursor === null && onCursor(firstPosition(view)),
    ...props.handlers,
  };
  return (
    <div className={props.className} data-brushing={props.isBrushing || undefined} style={props.style} {...surface}>
      {children}
      <p id={help} className="hidden-text">
        Arrow keys move by one cell, with Ctrl by ten{onBrush && ', with Shift they select'}. Page Up and Page Down
        zoom, Home shows everything{onBrush && ', Escape takes the selection back'}.
      </p>
      <p className="hidden-text" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}

/** What the pointer is over, beside it. */
export function CellTip({ text, style }: { text: string | null; style: CSSProperties }) {
  return (
    text && (
      <div className="heatmap-tip small" style={style} aria-hidden>
        {text}
      </div>
    )
  );
}

export const sameView = (a: View, b: View) => a.r0 === b.r0 && a.r1 === b.r1 && a.c0 === b.c0 && a.c1 === b.c1;
