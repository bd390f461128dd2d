import { colourScales } from '#shared/domain/colour-scales.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Heatmap } from './heatmap.ts';
import { ink } from './ink.ts';
import { fontSize, page, type HeatmapLayout } from './layout.ts';
import { fitText, text } from './markup.ts';

const titles = {
  user_item_matrix: 'User × item matrix',
  user_similarity_matrix: 'User similarity matrix',
  item_similarity_matrix: 'Item similarity matrix',
};
const orders = {
  dataset: 'in the order of the dataset',
  group: 'by group, then by similarity to the group',
  cluster: 'so that similar ones are neighbours',
  optimal: 'so that neighbours are as similar as the dendrogram allows',
  activity: 'by number of interactions',
};

/** What the matrix is, what a cell is and how rows and columns are ordered. */
export function headline(heatmap: Heatmap, { width }: HeatmapLayout): string {
  const { info } = heatmap;
  const line = (y: number, content: string) =>
    text(page.margin, y, fontSize.subtitle, fitText(content, width - 2 * page.margin, fontSize.subtitle), {
      fill: ink.note,
    });
  return [
    text(page.margin, 46, fontSize.title, titles[info.kind], { 'font-weight': 600, fill: ink.title }),
    line(70, `${sizeOf(heatmap)}${info.sampled ? ` · ${info.sampled}` : ''}`),
    line(90, `${cellMeaning(heatmap)} · ordered ${orders[heatmap.order]}`),
  ].join('');
}

/** Where the picture comes from, enough to make it again. */
export function footer({ provenance, order, agg, scale }: Heatmap, { width, height }: HeatmapLayout): string {
  const { run, dataset, version } = provenance;
  const facts = [
    run,
    `dataset ${dataset}`,
    `order ${order}`,
    `aggregation ${agg}`,
    colourScales[scale.name].title,
    `Kindred ${version}`,
  ];
  const content = fitText(facts.join(' · '), width - 2 * page.margin, fontSize.label);
  return text(page.margin, height - 22, fontSize.label, content, { fill: ink.note });
}

function sizeOf({ info, rows }: Heatmap): string {
  if (info.kind === 'user_similarity_matrix') {
    return `Cosine between the training interactions of ${many(info.rows, 'user')}`;
  }
  const interactions = Math.round(rows.reduce((sum, { from, to, activity }) => sum + (to - from) * activity, 0));
  const share = Number(((interactions / (info.rows * info.cols)) * 100).toPrecision(2));
  const size = `${many(info.rows, 'user')} × ${many(info.cols, 'item')}`;
  return `${size}, ${many(interactions, 'training interaction')} (${share} % of pairs)`;
}

function cellMeaning({ info, agg, rows, cols }: Heatmap): string {
  const [tall, wide] = [rows[0]!.to, cols[0]!.to];
  const item = info.kind === 'user_item_matrix' ? 'item' : 'user';
  if (tall === 1 && wide === 1)
    return item === 'item' ? 'Each cell is one user and one item' : 'Each cell is a pair of users';
  const what = {
    mean: 'mean',
    max: 'greatest value',
    absmax: 'value furthest from zero',
    density: 'share of pairs with an interaction',
  }[agg];
  return `Each cell is the ${what} among ${many(tall, 'user')} × ${many(wide, item)}`;
}

const many = (number: number, thing: string) => `${formatCount(number)} ${thing}${number === 1 ? '' : 's'}`;
