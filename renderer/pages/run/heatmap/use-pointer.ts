import { useState, type CSSProperties, type PointerEvent } from 'react';
import { heatmapMargin as margin } from '../../../plots/heatmap.ts';
import type { View } from '../../../plots/view.ts';
import type { Position } from './cursor-keys.ts';
import { positionAt } from './place-in-view.ts';

/** Pixels that a click may move; beyond it is a drag, which zooms. */
const clickSlack = 4;
/** Pixels between the pointer and its tooltip. */
const tipGap = 14;

type Spot = { position: Position | null; x: number; y: number; width: number };

/** What the mouse is over, and clicks on cells; plotly keeps the drags. */
export function usePointer(view: View, width: number, height: number, onClick: (position: Position) => void) {
  const [spot, setSpot] = useState<Spot>({ position: null, x: 0, y: 0, width: 0 });
  const [isDown, setDown] = useState(false);

  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { position: positionAt(x - margin.left, y - margin.top, width, height, view), x, y, width: box.width };
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY, position: at(event).position };
    setDown(true);
    // While a button is held the library lays a sheet over the page, so the end is heard on the window.
    const onUp = (end: globalThis.PointerEvent) => {
      setDown(false);
      const isClick = Math.hypot(end.clientX - start.x, end.clientY - start.y) <= clickSlack;
      if (isClick && start.position) onClick(start.position);
    };
    window.addEventListener('pointerup', onUp, { once: true });
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
    },
  };
}
