import type { Layout } from 'plotly.js/lib/core';
import { formatShare } from '../text/number.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';

type Axis = {
  title: string;
  type?: 'linear' | 'log';
  range?: [number, number];
  tickformat?: string;
  /** Shares from 0 to 1, with ticks as tables write them: 40 %. */
  isShare?: boolean;
};

/** Our colours and font; nothing to drag. */
export const quietLayout = (tokens: Tokens) =>
  ({
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
    hoverlabel: { bgcolor: tokens.raised, bordercolor: tokens.border, font: { color: tokens.text } },
    hovermode: 'closest',
    dragmode: false,
  }) satisfies Partial<Layout>;

/** What every small chart of a tab has in common: quiet axes with titles, our font, nothing to drag. */
export function chartLayout(tokens: Tokens, x: Axis, y: Axis): Partial<Layout> {
  const axis = ({ title, type = 'linear', range, tickformat, isShare = false }: Axis) => ({
    type,
    title: { text: title, standoff: 8, font: { size: fontSize.xs } },
    fixedrange: true,
    zeroline: false,
    gridcolor: tokens.border,
    linecolor: tokens.control,
    ...(range && { range }),
    ...(tickformat && { tickformat }),
    ...(type === 'log' && { dtick: 1 }),
    ...(isShare && shareTicks(range)),
  });
  return {
    ...quietLayout(tokens),
    margin: { l: 56, r: 12, t: 8, b: 46 },
    showlegend: true,
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { color: tokens.text } },
    xaxis: axis(x),
    yaxis: axis(y),
  };
}

/** Every fifth, or every tenth where the axis shows no more than half. */
function shareTicks([from, to]: [number, number] = [0, 1]) {
  const parts = to - from > 0.6 ? 5 : 10;
  const tickvals = Array.from({ length: parts + 1 }, (_, at) => at / parts).filter((at) => at >= from && at <= to);
  return { tickmode: 'array' as const, tickvals, ticktext: tickvals.map(formatShare) };
}
