import type { SliceComparison } from '#shared/domain/comparison.ts';
import { directionOf } from '#shared/domain/metric.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { ReportLists } from './report-data.ts';
import { barsFigure, dumbbellFigure, heatmapFigure } from './report-figures.ts';
import { element, figure, metricTitle, signed, table, words } from './report-text.ts';

/** What differs between two recommenders: parts of the users, their lists, how alike these make users. */
export const listsSection = (slices: readonly SliceComparison[], lists: ReportLists, letter: string): string =>
  [...slices.map(sliceTable), listsPart(lists, letter)].join('');

function sliceTable({ by, metric, slices, simpson }: SliceComparison): string {
  const sign = directionOf(metric) === 'min' ? -1 : 1;
  const rows = slices.filter(({ delta }) => delta !== null).toSorted((x, y) => sign * (x.delta! - y.delta!));
  const values = rows.flatMap(({ a, b }) => [a ?? 0, b ?? 0]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [
    element('h3', '', `${metricTitle(metric)} by ${by === 'group' ? 'group' : 'items in train'}, worst first`),
    simpson
      ? element('p', 'class="warn"', 'Simpson’s paradox: all users together say the opposite of every part.')
      : '',
    table(
      ['Users', 'n', 'A and B', 'A', 'B', 'Δ', '95 % interval'],
      rows.map((slice) => [
        words(slice.group),
        String(slice.users),
        dumbbellFigure(slice, low, high),
        figure(slice.a),
        figure(slice.b),
        signed(slice.delta!),
        slice.ci
          ? `[${signed(slice.ci[0])}, ${signed(slice.ci[1])}]${slice.ci[0] <= 0 && slice.ci[1] >= 0 ? ' n.s.' : ''}`
          : '–',
      ]),
    ),
  ].join('');
}

function listsPart(found: ReportLists, letter: string): string {
  if ('reason' in found) return element('p', 'class="muted"', words(found.reason));
  const { lists, info, windows } = found;
  const { k, p, users } = lists;
  const names = lists.overlap.map((_, common) => String(common));
  return [
    element('h3', '', `Lists of the top ${k}`),
    element(
      'p',
      '',
      `${figure(lists.mean_overlap * k)} of ${k} items are common on average (overlap@${k} ${figure(lists.mean_overlap)}); RBO ${figure(lists.mean_rbo)} with p = ${p}; ${users} users${lists.sampled ? words(`, ${lists.sampled}`) : ''}.`,
    ),
    element(
      'figure',
      '',
      barsFigure(lists.overlap, names),
      element('figcaption', '', 'Users by the number of common items'),
    ),
    table(
      ['Most changed users', 'Group', 'Common', 'RBO'],
      lists.changed.map((row) => [
        words(row.user),
        words(row.group?.name ?? '–'),
        `${row.common} of ${k}`,
        figure(row.rbo),
      ]),
    ),
    element('h3', '', `Similarity of users by their lists: A, ${letter} and ${letter} − A, in A’s order`),
    heatmaps(windows, letter),
    table(
      ['Pairs that changed most', 'A', letter, 'Δ'],
      info.changed.map((pair) => [
        pair.users.map(({ user }) => words(user)).join(' × '),
        figure(pair.a),
        figure(pair.b),
        signed(pair.delta),
      ]),
    ),
  ].join('');
}

function heatmaps({ a, b, difference }: Record<'a' | 'b' | 'difference', MatrixWindow>, letter: string): string {
  const shared = Math.max(0.01, greatest(a), greatest(b));
  const most = Math.max(0.01, greatest(difference));
  return element(
    'div',
    'class="maps"',
    heatmapFigure(a, 'cividis', [0, shared], 'A'),
    heatmapFigure(b, 'cividis', [0, shared], letter),
    heatmapFigure(difference, 'rdbu', [-most, most], `${letter} − A`),
  );
}

function greatest({ values }: MatrixWindow): number {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}
