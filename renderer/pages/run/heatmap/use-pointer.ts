import { useState, type CSSProperties, type MouseEvent, type PointerEvent } from 'react';
import type { HeatmapMargin } from '../../../plots/heatmap.ts';
import type { View } from '../../../plots/view.ts';
import type { Position } from './cursor-keys.ts';
import { positionAt } from './place-in-view.ts';

/** Pixels that a click may move; beyond it is a drag, which zooms or selects. */
const clickSlack = 4;
/** Pixels between the pointer and its tooltip. */
const tipGap = 14;

type Spot = { position: Position | null; x: number; y: number; width: number };
type Place = { view: View; width: number; height: number; margin: HeatmapMargin };
type Gestures = {
  /** Drags select; otherwise only those with Shift do, and plotly has the others. */
  isBrushing: boolean;
  onClick(position: Position): void;
  /** From where a drag began to where it is; positions beside the cells are those at their edge. */
  onBrush(from: Position, to: Position): void;
};

/** What the mouse is over, clicks on cells, and drags that select. */
export function usePointer({ view, width, height, margin }: Place, { isBrushing, onClick, onBrush }: Gestures) {
  const [spot, setSpot] = useState<Spot>({ position: null, x: 0, y: 0, width: 0 });
  const [isDown, setDown] = useState(false);

  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { position: positionAt(x - margin.left, y - margin.top, width, height, view), x, y, width: box.width };
  };
  const isBrush = (event: { shiftKey: boolean; button: number }) =>
    event.button === 0 && (isBrushing || event.shiftKey);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY, position: at(event).position };
    const box = event.currentTarget.getBoundingClientRect();
    const brushes = isBrush(event) && start.position !== null;
    setDown(true);
    const isDrag = (now: { clientX: number; clientY: number }) =>
      Math.hypot(now.clientX - start.x, now.clientY - start.y) > clickSlack;
    const onMove = (now: globalThis.PointerEvent) => {
      if (!start.position || !isDrag(now)) return;
      const inside = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
      const [x, y] = [now.clientX - box.left - margin.left, now.clientY - box.top - margin.top];
      const end = positionAt(inside(x, width), inside(y, height), width, height, view);
      if (end) onBrush(start.position, end);
    };
    // While a button is held the library lays a sheet over the page, so moves and the end are heard on the window.
    const onUp = (end: globalThis.PointerEvent) => {
      setDown(false);
      window.removeEventListener('pointermove', onMove);
      if (!isDrag(end) && start.position) onClick(start.position);
    };
    if (brushes) window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp, { once: true });
  };
  /** Plotly listens to the mouse on its own layer: what selects must not zoom as well. */
  const onMouseDownCapture = (event: MouseEvent) => {
    if (isBrush(event)) event.stopPropagation();
  };
  const isRight = spot.x > spot.width / 2;
  const tip: CSSProperties = {
    top: spot.y + tipGap,
    ...(isRight ? { right: spot.width - spot.x + tipGap } : { left: spot.x + tipGap }),
  };
  return {
    position: spot.position,
    isDown,
    tip,
    handlers: {
      onPointerMove: (event: PointerEvent) => setSpot(at(event)),
      onPointerLeave: () => setSpot((last) => ({ ...last, position: null })),
      onPointerDown,
      onMouseDownCapture,
    },
  };
}
