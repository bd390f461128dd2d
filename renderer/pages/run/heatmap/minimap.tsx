import { useEffect, useRef, type PointerEvent } from 'react';
import { clampView, type Size, type View } from '../../../plots/view.ts';
import { paintWindow } from '../../../plots/paint-window.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import type { Colours } from './colours.ts';
import type { DrawnWindow } from './window-query.ts';

type Props = { everything: DrawnWindow; colours: Colours; view: View; size: Size; onView(view: View): void };

/** Pixels of the longer side. */
const longest = 132;

/** All of the matrix, with a frame around what is on screen; a click moves there, as the arrows of the toolbar do step by step. */
export function Minimap({ everything, colours, view, size, onView }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { scheme } = useTokens();
  const { window } = everything;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const isReversed = scheme === 'light' && !colours.scale.diverging;
    const pixels = paintWindow(window, colours.scale, colours.range, isReversed);
    context.putImageData(new ImageData(pixels, window.cols, window.rows), 0, 0);
  }, [window, colours, scheme]);

  const width = size.cols >= size.rows ? longest : Math.max(24, (longest * size.cols) / size.rows);
  const height = size.rows >= size.cols ? longest : Math.max(24, (longest * size.rows) / size.cols);
  const frame = {
    left: (view.c0 / size.cols) * width,
    top: (view.r0 / size.rows) * height,
    width: Math.max(4, ((view.c1 - view.c0) / size.cols) * width),
    height: Math.max(4, ((view.r1 - view.r0) / size.rows) * height),
  };
  const move = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const row = ((event.clientY - box.top) / box.height) * size.rows;
    const col = ((event.clientX - box.left) / box.width) * size.cols;
    const [rows, cols] = [view.r1 - view.r0, view.c1 - view.c0];
    onView(clampView({ r0: row - rows / 2, r1: row + rows / 2, c0: col - cols / 2, c1: col + cols / 2 }, size));
  };
  return (
    <div className="minimap" style={{ width, height }} onPointerDown={move} onPointerMove={move} aria-hidden>
      <canvas
        ref={canvas}
        width={window.cols}
        height={window.rows}
        className="no-data"
        // Few cells are drawn larger, each with its edges; many are drawn smaller.
        data-small={Math.max(window.rows, window.cols) < longest || undefined}
      />
      <div className="minimap-frame" style={frame} />
    </div>
  );
}
