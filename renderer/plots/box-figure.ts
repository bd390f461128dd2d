import { fontSize, type Tokens } from '../theme/tokens.ts';
import { quietLayout } from './chart-layout.ts';
import type { Figure } from './figure.ts';
import { isNan, shortened, valueOfRun, type PlottedRun } from './run-values.ts';

export type BoxGroup = { key: string; values: { id: string; number: number; name: string; value: number }[] };
export type Boxes = { groups: BoxGroup[]; missing: number; nan: number };

/** A metric by what runs have under a column, `none` where they have nothing; in the order of numbers, then of words. */
export function boxGroups(runs: readonly PlottedRun[], column: string, metric: string): Boxes {
  const boxes: Boxes = { groups: [], missing: 0, nan: 0 };
  const groups = new Map<string, BoxGroup>();
  for (const run of runs) {
    const value = valueOfRun(run, metric);
    if (isNan(value, metric)) boxes.nan += 1;
    else if (typeof value !== 'number') boxes.missing += 1;
    else {
      const key = String(valueOfRun(run, column) ?? 'none');
      const group = groups.get(key) ?? { key, values: [] };
      groups.set(key, group);
      group.values.push({ id: run.id, number: run.number, name: run.name, value });
    }
  }
  boxes.groups = [...groups.values()].toSorted((a, b) => Number(a.key) - Number(b.key) || (a.key < b.key ? -1 : 1));
  return boxes;
}

/** A box a group with its points; a group's key is its place, and only the drawn name is short. */
export function boxFigure(
  { groups }: Boxes,
  title: { x: string; y: string },
  hovered: string | null,
  tokens: Tokens,
): Figure {
  const over = groups.flatMap(({ values }, index) =>
    values.filter(({ id }) => id === hovered).map(({ value }) => ({ index, value })),
  );
  return {
    data: [
      ...groups.map(({ key, values }, index) => ({
        type: 'box' as const,
        name: key,
        x: values.map(() => index),
        y: values.map(({ value }) => value),
        customdata: values.map(({ id }) => id),
        text: values.map(({ number, name }) => `${number} ${name}`),
        hovertemplate: '%{text}<br>%{y}<extra></extra>',
        hoveron: 'points' as const,
        boxpoints: 'all' as const,
        jitter: 0.4,
        pointpos: 0,
        line: { color: tokens.accent, width: 1.2 },
        fillcolor: 'rgba(0,0,0,0)',
        marker: { color: tokens.marks[index % tokens.marks.length]!, size: 5 },
      })),
      {
        type: 'scatter',
        mode: 'markers',
        name: 'Hovered',
        x: over.map(({ index }) => index),
        y: over.map(({ value }) => value),
        marker: { size: 12, color: tokens.accent, line: { width: 2, color: tokens.text } },
        hoverinfo: 'skip',
      },
    ],
    layout: {
      margin: { l: 64, r: 16, t: 10, b: 44 },
      ...quietLayout(tokens),
      showlegend: false,
      xaxis: {
        title: { text: title.x, standoff: 8, font: { size: fontSize.xs } },
        tickvals: groups.map((_, index) => index),
        ticktext: groups.map(({ key, values }) => `${shortened(key, 16)} (${values.length})`),
        range: [-0.6, groups.length - 0.4],
        fixedrange: true,
        zeroline: false,
        showgrid: false,
      },
      yaxis: {
        title: { text: title.y, standoff: 8, font: { size: fontSize.xs } },
        gridcolor: tokens.border,
        tickformat: '.4~f',
        fixedrange: true,
        zeroline: false,
      },
    },
  };
}
