import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { formatDuration } from '../../text/duration.ts';
import { formatPercent } from '../../text/number.ts';
import type { Tokens } from '../../theme/tokens.ts';
import { chartLayout } from '../chart-layout.ts';
import type { Figure } from '../figure.ts';

type Coverage = QueryRunReport['interval'];

const z = 1.959963984540054;

/**
 * Wilson's 95 % interval of a share, which stays between 0 and 1 and is right for few samples (Wilson 1927).
 * @param n  samples, at least 1
 */
export function shareInterval(share: number, n: number): [number, number] {
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** Times that a fifth holds: "1.2 ms – 8 ms". */
export const fifthName = ({ from_ms, to_ms }: Coverage['by_fifth'][number]): string =>
  `${formatDuration(from_ms)} – ${formatDuration(to_ms)}`;

/** The share inside their interval among the fastest to the slowest fifth, with what chance alone may do, and the level that is promised. */
export function coverageFigure({ level, by_fifth: fifths }: Coverage, tokens: Tokens): Figure {
  const parts = fifths.filter(({ samples }) => samples > 0);
  const intervals = parts.map(({ coverage, samples }) => shareInterval(coverage, samples));
  const least = Math.min(level, ...intervals.map(([low]) => low));
  const layout = chartLayout(
    tokens,
    { title: 'predicted time, in fifths' },
    { title: 'share inside', range: [Math.max(0, Math.floor(least * 10 - 0.5) / 10), 1.02], isShare: true },
  );
  return {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        name: 'inside the interval',
        x: parts.map(fifthName),
        y: parts.map(({ coverage }) => coverage),
        error_y: {
          type: 'data',
          symmetric: false,
          array: parts.map(({ coverage }, at) => intervals[at]![1] - coverage),
          arrayminus: parts.map(({ coverage }, at) => coverage - intervals[at]![0]),
          color: tokens.accent,
          thickness: 1.5,
          width: 5,
        },
        text: parts.map(({ coverage, samples }) => `${formatPercent(coverage)} of ${samples}`),
        hovertemplate: '%{text}<extra></extra>',
        marker: { size: 9, color: tokens.accent },
      },
    ],
    layout: {
      ...layout,
      margin: { ...layout.margin, b: 60 },
      // Two lines, or the names of all five would be turned.
      xaxis: {
        ...layout.xaxis,
        type: 'category',
        tickangle: 0,
        tickvals: parts.map(fifthName),
        ticktext: parts.map((fifth) => fifthName(fifth).replace(' – ', '<br>– ')),
      },
      showlegend: false,
      shapes: [
        {
          type: 'line',
          xref: 'paper',
          x0: 0,
          x1: 1,
          y0: level,
          y1: level,
          line: { color: tokens.text, width: 1, dash: 'dash' },
        },
      ],
    },
  };
}

/** What the picture says, for who does not see it. */
export const coverageWords = ({ level, by_fifth: fifths }: Coverage): string =>
  `Share inside the ${formatPercent(level)} interval by predicted time: ${fifths
    .map((fifth) => `${fifthName(fifth)} ${formatPercent(fifth.coverage)} of ${fifth.samples}`)
    .join('; ')}.`;
