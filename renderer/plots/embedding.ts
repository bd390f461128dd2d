import type { Data } from 'plotly.js/lib/core';
import type { Embedding } from '#shared/domain/embedding.ts';
import { groupColour } from '#shared/domain/group-colours.ts';
import type { Tokens } from '../theme/tokens.ts';
import { chartLayout } from './chart-layout.ts';
import type { Figure } from './figure.ts';

/** A second channel beside the colours of the groups. */
const symbols = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'cross',
  'triangle-down',
  'x',
  'star',
  'pentagon',
  'hexagon',
] as const;

type Input = {
  points: Embedding['points'];
  groups: Embedding['groups'];
  variance: Embedding['variance'] | null;
  /** Users who are highlighted; the others fade where there are any. */
  selected: ReadonlySet<string>;
};

/** Users in a plane, a trace for each group; selected ones are ringed and drawn last. */
export function embeddingFigure({ points, groups, variance, selected }: Input, tokens: Tokens): Figure {
  const names = groups ? groups.names.map((name, group) => ({ name: `${groups.letters[group]} ${name}`, group })) : [];
  const kinds: { name: string; group: number | null }[] = [
    ...names,
    { name: groups ? 'no group' : 'users', group: null },
  ];
  const fades = selected.size > 0;
  const trace = (own: Embedding['points'], name: string, group: number | null): Data => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: own.map(({ x }) => x),
    y: own.map(({ y }) => y),
    text: own.map(({ user }) => user),
    marker: {
      color: group === null ? tokens.marks[0]! : groupColour(group),
      symbol: symbols[(group ?? 0) % symbols.length]!,
      size: 6,
      opacity: fades ? 0.45 : 0.85,
    },
    hovertemplate: `%{text} (${name})<extra></extra>`,
  });
  const chosen = points.filter(({ user }) => selected.has(user));
  const title = (axis: 0 | 1) =>
    `component ${axis + 1}${variance ? `, ${(variance[axis] * 100).toFixed(1)} % of the variance` : ''}`;
  return {
    data: [
      ...kinds.flatMap(({ name, group }) => {
        const own = points.filter((point) => point.group === group);
        return own.length === 0 ? [] : [trace(own, name, group)];
      }),
      ...(chosen.length === 0
        ? []
        : [
            {
              type: 'scatter',
              mode: 'markers',
              name: 'selected',
              x: chosen.map(({ x }) => x),
              y: chosen.map(({ y }) => y),
              text: chosen.map(({ user }) => user),
              marker: {
                color: chosen.map(({ group }) => (group === null ? tokens.marks[0]! : groupColour(group))),
                size: 9,
                line: { color: tokens.text, width: 2 },
              },
              hovertemplate: '%{text}, selected<extra></extra>',
            } as Data,
          ]),
    ],
    layout: {
      ...chartLayout(tokens, { title: title(0) }, { title: title(1) }),
      margin: { l: 56, r: 12, t: 52, b: 46 },
    },
  };
}
