import type { Histogram } from '#shared/domain/dataset.ts';
import { formatDuration } from '../../text/duration.ts';
import { plural } from '../../text/plural.ts';
import type { Tokens } from '../../theme/tokens.ts';
import { chartLayout } from '../chart-layout.ts';
import type { Figure } from '../figure.ts';
import { drawnTime, timeAxis } from './time-axis.ts';

/** Share of a bar's width that stays free at either side, on the logarithmic axis. */
const gap = 0.04;

type Bar = { from: number; to: number; samples: number };

const barsOf = ({ edges, counts }: Histogram): Bar[] =>
  counts.map((samples, at) => ({
    from: drawnTime(edges[at] ?? 0),
    to: drawnTime(edges[at + 1] ?? edges[at] ?? 0),
    samples,
  }));

const nameOf = ({ from, to }: Bar): string => `${formatDuration(from)} – ${formatDuration(to)}`;

/** Samples by execution time on a logarithmic axis: a bar over what it stands for, none where there is none. */
export function timesFigure(histogram: Histogram, tokens: Tokens): Figure {
  const bars = barsOf(histogram);
  const drawn = bars.filter(({ samples, from, to }) => samples > 0 && to > from);
  const ends = drawn.map(({ from, to }) => {
    const width = (to / from) ** gap;
    return [from * width, to / width] as const;
  });
  const range = [bars[0]?.from ?? 1, bars.at(-1)?.to ?? 1000].map(Math.log10) as [number, number];
  return {
    data: [
      {
        type: 'bar',
        x: ends.map(([from, to]) => (from + to) / 2),
        y: drawn.map(({ samples }) => samples),
        width: ends.map(([from, to]) => to - from),
        text: drawn.map((bar) => `${nameOf(bar)}: ${plural(bar.samples, 'sample')}`),
        textposition: 'none',
        hovertemplate: '%{text}<extra></extra>',
        marker: { color: tokens.accent },
      },
    ],
    layout: {
      ...chartLayout(tokens, { title: '' }, { title: 'samples', tickformat: ',d' }),
      showlegend: false,
      xaxis: timeAxis('execution time', range, tokens),
    },
  };
}

/** What the picture says, for who does not see it. */
export const timesWords = (histogram: Histogram): string =>
  `Samples by execution time. ${
    barsOf(histogram)
      .filter(({ samples }) => samples > 0)
      .map((bar) => `${nameOf(bar)}: ${bar.samples}`)
      .join('; ') || 'None'
  }.`;
