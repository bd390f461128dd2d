import { colourScales, plotlyScale } from '#shared/domain/colour-scales.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';
import type { Figure } from './figure.ts';

/** What the picture says, for who does not see it. */
export function sampledMatrixWords({ sample, groups }: Pick<GroupsPreview, 'sample' | 'groups'>): string {
  const rows = groups.map(({ name }, group) => {
    const own = sample.values.filter((_, row) => sample.groups[row] === group);
    const filled = own.flat().filter((value) => value !== 0).length;
    const cells = own.length * sample.items.length;
    return `${name}: ${own.length} users, ${cells > 0 ? ((100 * filled) / cells).toFixed(1) : '0'} % of the cells filled`;
  });
  return `Interactions of ${sample.users.length} users with ${sample.items.length} items in group order. ${rows.join('; ')}.`;
}

/** Share of the height that letters need between each other. */
const nearest = 0.05;

/** Those that are not on top of the one before. */
function apart<T extends { at: number }>(ticks: readonly T[], distance: number): T[] {
  return ticks.reduce<T[]>((kept, tick) => {
    const before = kept.at(-1);
    return before && tick.at - before.at < distance ? kept : [...kept, tick];
  }, []);
}

/** Some users in group order × some items in pool order; darker (in the dark theme lighter) is a greater weight. */
export function sampledMatrixFigure(
  { sample, groups }: Pick<GroupsPreview, 'sample' | 'groups'>,
  tokens: Tokens,
): Figure {
  const ends = groups.map((_, group) => sample.groups.lastIndexOf(group));
  const starts = groups.map((_, group) => sample.groups.indexOf(group));
  const shown = groups.flatMap(({ letter }, group) =>
    starts[group]! < 0 ? [] : [{ letter, at: (starts[group]! + ends[group]!) / 2, end: ends[group]! + 0.5 }],
  );
  const told = apart(shown, sample.users.length * nearest);
  const most = sample.values.flat().reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  return {
    data: [
      {
        type: 'heatmap',
        z: sample.values.map((row) => row.map((value) => (value === 0 ? null : value))),
        x: sample.items.map((_, at) => at),
        y: sample.users.map((_, at) => at),
        text: sample.users.map((user) => sample.items.map((item) => `${user} × ${item}`)) as never,
        // The least weight stands out from no interaction, also where the scale begins as dark as the page.
        zmin: tokens.scheme === 'dark' ? -(most || 1) / 2 : 0,
        zmax: most || 1,
        colorscale: plotlyScale(colourScales.cividis, tokens.scheme === 'light'),
        showscale: false,
        hoverongaps: false,
        hovertemplate: '%{text}: %{z:.3~f}<extra></extra>',
        zsmooth: false,
      },
    ],
    layout: {
      margin: { l: 26, r: 6, t: 6, b: 26 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: tokens.gap,
      font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
      hoverlabel: { bgcolor: tokens.raised, bordercolor: tokens.border, font: { color: tokens.text } },
      dragmode: false,
      xaxis: {
        fixedrange: true,
        zeroline: false,
        showgrid: false,
        showticklabels: false,
        ticks: '',
        title: {
          text: `items, pool by pool · ${tokens.scheme === 'dark' ? 'lighter' : 'darker'} is more weight`,
          standoff: 4,
          font: { size: fontSize.xs },
        },
      },
      yaxis: {
        fixedrange: true,
        zeroline: false,
        showgrid: false,
        range: [sample.users.length - 0.5, -0.5],
        tickmode: 'array',
        tickvals: told.map(({ at }) => at),
        ticktext: told.map(({ letter }) => letter),
      },
      shapes: shown.slice(0, -1).map(({ end }) => ({
        type: 'line',
        xref: 'paper',
        x0: 0,
        x1: 1,
        y0: end,
        y1: end,
        line: { color: tokens.control, width: 1 },
      })),
    },
  };
}
