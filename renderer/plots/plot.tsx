import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { Layout, PlotlyHTMLElement } from 'plotly.js/lib/core';
import { After } from '../components/after.tsx';
import { useLatest } from '../core/use-latest.ts';
import { plotConfig, type Figure } from './figure.ts';
import { stretchMarks, unstretch } from './stretch-marks.ts';
import type { AxisRanges } from './view.ts';
import './plot.css';

export type PlotHandle = {
  /** Changes the layout of what is on screen, such as its ranges, without drawing the data anew. */
  relayout(layout: Partial<Layout> | Record<string, unknown>): void;
  /** Stretches the drawn marks to where these ranges have them, at once; they become sharp, and the axes follow, with the next drawing. */
  stretch(ranges: AxisRanges): void;
};

export type PlotEvents = {
  /** Settled: the layout has changed, by the reader or by `relayout`. */
  onRelayout?(change: Record<string, unknown>): void;
  /** On the way: fires while the reader drags or scrolls. */
  onRelayouting?(change: Record<string, unknown>): void;
  onDoubleClick?(): void;
  /** The pointer is on a mark that has an id as its `customdata`, or on none. */
  onMark?(id: string | null): void;
  /** Such a mark was pressed. */
  onMarkPress?(id: string): void;
  /** The reader drew a frame around such marks (`dragmode: 'select'`), or took it back. */
  onBrush?(ids: string[] | null): void;
};

type Props = PlotEvents & {
  figure: Figure;
  width: number;
  height: number;
  /** The axes as they are at the moment of drawing; while the reader moves, they are ahead of the figure. */
  axesNow?(): AxisRanges;
  /** What the picture shows, in a sentence; the numbers are offered as a table beside it. */
  label: string;
  ref?: Ref<PlotHandle>;
};

type Library = typeof import('./plotly.ts').Plotly;

/** The one place that mounts plotly, which arrives after the page. */
export function Plot({ figure, width, height, axesNow, label, ref, ...events }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const library = useLibrary();
  const latest = useLatest({ ...events, axesNow });

  useEffect(() => {
    const node = element.current;
    if (!library || !node) return;
    const layout = { ...withAxes(figure.layout, latest().axesNow?.()), width, height };
    // The same for good: given again, it would be compared field by field.
    const config = listening.has(node) ? undefined : plotConfig;
    library.react(node, figure.data, layout, config).then(
      (plot) => {
        listenOnce(plot, latest);
        unstretch(plot);
      },
      (error: unknown) => {
        // A drawing that was under way when the reader left finds its figure gone.
        if (node.isConnected) throw error;
      },
    );
  }, [library, figure, width, height, latest]);

  useEffect(() => {
    const node = element.current;
    return () => {
      if (!library || !node) return;
      library.purge(node);
      listening.delete(node);
    };
  }, [library]);

  useImperativeHandle(ref, () => ({
    relayout: (layout) => {
      if (library && element.current) void library.relayout(element.current, layout as Partial<Layout>);
    },
    stretch: (ranges) => {
      if (element.current) stretchMarks(element.current, ranges);
    },
  }));
  return (
    <figure className="plot" style={{ width, height }}>
      <figcaption className="hidden-text">{label}</figcaption>
      {!library && (
        <After>
          <p className="plot-wait muted small">Drawing…</p>
        </After>
      )}
      <div ref={element} aria-hidden />
    </figure>
  );
}

function useLibrary(): Library | undefined {
  const [library, setLibrary] = useState<Library>();
  useEffect(() => {
    let isMounted = true;
    void import('./plotly.ts').then(({ Plotly }) => {
      if (isMounted) setLibrary(() => Plotly);
    });
    return () => {
      isMounted = false;
    };
  }, []);
  return library;
}

function withAxes(layout: Partial<Layout>, axes: AxisRanges | undefined) {
  if (!axes) return layout;
  return { ...layout, xaxis: { ...layout.xaxis, range: axes.x }, yaxis: { ...layout.yaxis, range: axes.y } };
}

const listening = new WeakSet<Element>();

/** `react` keeps the element, so listeners are added on its first drawing only. */
function listenOnce(plot: PlotlyHTMLElement, events: () => PlotEvents): void {
  if (listening.has(plot)) return;
  listening.add(plot);
  plot.on('plotly_relayout', (change) => {
    unstretch(plot);
    events().onRelayout?.(change as Record<string, unknown>);
  });
  plot.on('plotly_relayouting', (change) => events().onRelayouting?.(change as Record<string, unknown>));
  plot.on('plotly_doubleclick', () => events().onDoubleClick?.());
  plot.on('plotly_hover', (event) => events().onMark?.(idOf(event)));
  plot.on('plotly_unhover', () => events().onMark?.(null));
  plot.on('plotly_click', (event) => {
    const id = idOf(event);
    if (id !== null) events().onMarkPress?.(id);
  });
  plot.on('plotly_selected', (event) => events().onBrush?.(event ? idsOf(event.points) : null));
  plot.on('plotly_deselect', () => events().onBrush?.(null));
}

const idsOf = (points: readonly { customdata?: unknown }[]): string[] =>
  points.flatMap(({ customdata }) => (typeof customdata === 'string' ? customdata : []));

function idOf({ points }: { points: readonly { customdata?: unknown }[] }): string | null {
  const id = points[0]?.customdata;
  return typeof id === 'string' ? id : null;
}
