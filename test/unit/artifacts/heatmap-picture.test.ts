// @vitest-environment jsdom
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { colourAt, colourScales, parseHex } from '#shared/domain/colour-scales.ts';
import { groupColour } from '#shared/domain/group-colours.ts';
import { createHeatmap } from '#runs/artifacts/heatmap/heatmap.ts';
import { layoutOf } from '#runs/artifacts/heatmap/layout.ts';
import { legendOf } from '#runs/artifacts/heatmap/legend.ts';
import { textWidth } from '#runs/artifacts/heatmap/markup.ts';
import { drawHeatmaps, heatmapSvg } from '#runs/artifacts/heatmap-picture.ts';
import { createMatrixView, type MatrixViewInput } from '#runs/artifacts/matrix-view.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, randomCsr } from '../../support/matrices.ts';

const provenance = { run: 'run 42 (user_knn)', dataset: 'six-groups v3 a91f3c2d', version: '0.1.0' };
const idsOf = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** Two groups of ten; each likes its own half of 20 items. The last user has no history. */
function blocks(): MatrixViewInput {
  const ratings = csrOf(
    Array.from({ length: 20 }, (_, user) =>
      Array.from({ length: 20 }, (_, item) => (user < 19 && user < 10 === item < 10 ? (item === user ? 0 : 1) : 0)),
    ),
  );
  const ofUser = Int32Array.from({ length: 20 }, (_, user) => Number(user >= 10));
  return {
    ratings,
    userIds: idsOf('u', 20),
    itemIds: idsOf('i', 20),
    groups: { ofUser, names: ['tech', 'sports'], letters: ['T', 'S'] },
  };
}

function randomInput(rows: number, cols: number): MatrixViewInput {
  return {
    ratings: randomCsr(createRandom(1, 'test'), rows, cols, 0.07),
    userIds: idsOf('u', rows),
    itemIds: idsOf('i', cols),
    groups: null,
  };
}

const kinds = ['user_item_matrix', 'user_similarity_matrix'] as const;
const files = (input: MatrixViewInput) =>
  new Map(drawHeatmaps({ ...input, provenance }).map((file) => [file.name, file]));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function parsed(svg: string): Document {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return document;
}

/** The colour that a viewer sees at a place of the SVG. */
function pixels(svg: string): (x: number, y: number) => number[] {
  const picture = new Resvg(svg).render();
  const bytes = picture.pixels;
  return (x, y) => [...bytes.subarray((Math.floor(y) * picture.width + Math.floor(x)) * 4).subarray(0, 3)];
}

describe('heatmaps of a run', () => {
  it('are SVG, PNG and numbers of both matrices', () => {
    const drawn = files(blocks());
    expect([...drawn.keys()]).toEqual(
      kinds.flatMap((kind) => ['svg', 'png', 'json'].map((type) => `heatmaps/${kind}.${type}`)),
    );
    for (const kind of kinds) {
      const svg = parsed(textOf(drawn.get(`heatmaps/${kind}.svg`)!.bytes));
      const [width, height] = ['width', 'height'].map((side) => Number(svg.documentElement.getAttribute(side)));
      const png = drawn.get(`heatmaps/${kind}.png`)!.bytes;
      const header = new DataView(png.buffer, png.byteOffset);
      expect([header.getUint32(16), header.getUint32(20)]).toEqual([width! * 2, height! * 2]);
      expect(png.length).toBeGreaterThan(50_000);
    }
  });

  it('have the same bytes every time', () => {
    const [a, b] = [files(randomInput(60, 40)), files(randomInput(60, 40))];
    for (const [name, { bytes }] of a) expect(Buffer.compare(bytes, b.get(name)!.bytes)).toBe(0);
  });

  it('hold in their data what every cell shows, in the order of the picture', () => {
    const input = blocks();
    const data = JSON.parse(textOf(files(input).get('heatmaps/user_similarity_matrix.json')!.bytes));
    expect(data).toMatchObject({
      matrix: 'user_similarity_matrix',
      ...provenance,
      order: 'group',
      aggregation: 'mean',
    });
    const view = createMatrixView({ ...input, kind: 'user_similarity_matrix' });
    expect(data.rows.ids).toEqual([...view.order('group')].map((user) => `u${user}`));
    const { values } = view.window({ order: 'group', agg: 'mean', r0: 0, r1: 20, c0: 0, c1: 20, h: 20, w: 20 });
    const expected = [...values].map((value) => (Number.isNaN(value) ? null : Math.round(value * 1e6) / 1e6));
    expect(data.values.flat()).toEqual(expected);
  });

  it('leave out a matrix without users or items', () => {
    expect(drawHeatmaps({ ...randomInput(3, 0), provenance }).map(({ name }) => name)).toEqual(
      ['svg', 'png', 'json'].map((type) => `heatmaps/user_similarity_matrix.${type}`),
    );
    expect(drawHeatmaps({ ...randomInput(0, 3), provenance })).toEqual([]);
  });
});

describe('a heatmap picture', () => {
  const draw = (input: MatrixViewInput, kind: (typeof kinds)[number]) => {
    const heatmap = createHeatmap(createMatrixView({ ...input, kind }), provenance)!;
    const svg = heatmapSvg(heatmap);
    return { heatmap, svg, layout: layoutOf(heatmap, legendOf(heatmap).height) };
  };

  it('shows similarity, dissimilarity and no data in three colours, and groups in theirs', () => {
    const { svg, layout } = draw(blocks(), 'user_similarity_matrix');
    const at = pixels(svg);
    const { plot, cell } = layout;
    // A corner of the cell, where no number is drawn.
    const cellAt = (row: number, col: number) =>
      at(plot.x + (col + 0.1) * cell.width, plot.y + (row + 0.15) * cell.height);
    expect(cellAt(0, 15)).toEqual([...colourAt(colourScales.cividis, 0, true)]);
    // Two sports users share eight of nine items each.
    const dark = colourAt(colourScales.cividis, 8 / 9, true);
    expect(Math.max(...cellAt(11, 12).map((channel, index) => Math.abs(channel - dark[index]!)))).toBeLessThan(4);
    const noData = cellAt(3, 3);
    expect(Math.min(...noData)).toBeGreaterThan(200);
    expect(Math.max(...noData) - Math.min(...noData)).toBeLessThan(20);
    expect(cellAt(19, 4)[2]).toBeGreaterThan(200);
    expect(at(plot.x - 8, plot.y + cell.height)).toEqual([...parseHex(groupColour(0))]);
    expect(at(plot.x - 8, plot.y + 18 * cell.height)).toEqual([...parseHex(groupColour(1))]);
    expect(at(plot.x + 18 * cell.width, plot.y - 8)).toEqual([...parseHex(groupColour(1))]);
  });

  it('says what it shows and where it comes from', () => {
    const { svg } = draw(blocks(), 'user_item_matrix');
    const words = [
      provenance.run,
      provenance.dataset,
      'Kindred 0.1.0',
      'order group',
      'aggregation mean',
      'no interaction',
      '>tech<',
      '>T<',
      '20 users × 20 items, 171 training interactions',
    ];
    expect(words.filter((word) => !svg.includes(word))).toEqual([]);
  });

  it('shows the density of interactions where a cell holds several, and the values where it holds one', () => {
    expect(draw(randomInput(700, 50), 'user_item_matrix').heatmap).toMatchObject({ agg: 'density', order: 'cluster' });
    expect(draw(randomInput(600, 50), 'user_item_matrix').heatmap).toMatchObject({ agg: 'mean' });
  });

  it('puts zero in the middle of a diverging scale where values can be negative', () => {
    const input = { ...blocks(), ratings: csrOf([[1, -1, 0], [1, 1, 0], [-1, 0, 1]]), groups: null }; // prettier-ignore
    const { scale } = draw(input, 'user_similarity_matrix').heatmap;
    expect([scale.name, scale.low, scale.reversed]).toEqual(['rdbu', -scale.high, false]);
    expect(scale.ticks).toContain(0);
  });

  it('keeps every line of text on the page and apart from the others', () => {
    const long = { ...blocks(), userIds: idsOf('a user with a name that is much too long ', 20) };
    for (const input of [blocks(), long, randomInput(600, 240), randomInput(1, 1), randomInput(5, 300)]) {
      for (const kind of kinds) expect(collisions(draw(input, kind).svg)).toEqual([]);
    }
  });

  it('escapes ids and names that mean something in XML, or nothing', () => {
    const userIds = idsOf('', 20).map((id) => `${id}<&">\u0000\uD800`);
    const { svg } = draw({ ...blocks(), userIds }, 'user_item_matrix');
    const document = parsed(svg);
    expect([...document.querySelectorAll('text')].map(({ textContent }) => textContent)).toContain('7<&">\uFFFD\uFFFD');
  });
});

type Box = { content: string; left: number; right: number; top: number; bottom: number };

/** Lines of text (but for turned ones) that overlap one another or leave the page. */
function collisions(svg: string): string[] {
  const document = parsed(svg);
  const width = Number(document.documentElement.getAttribute('width'));
  const boxes = [...document.querySelectorAll('text:not([transform])')].map((element) => boxOf(element));
  const outside = boxes.filter(({ left, right }) => left < 0 || right > width).map(({ content }) => content);
  const overlapping = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.content} / ${b.content}`),
  );
  return [...outside, ...overlapping];
}

function boxOf(element: Element): Box {
  const number = (name: string) => Number(element.getAttribute(name));
  const content = element.textContent ?? '';
  const size = number('font-size');
  const width = textWidth(content, size);
  let x = number('x') - (element.getAttribute('text-anchor') === 'middle' ? width / 2 : 0);
  let y = number('y');
  for (let group = element.parentElement; group; group = group.parentElement) {
    const [dx = 0, dy = 0] = (/translate\((\S+) (\S+)\)/.exec(group.getAttribute('transform') ?? '') ?? [])
      .slice(1)
      .map(Number);
    x += dx;
    y += dy;
  }
  return { content, left: x, right: x + width, top: y - size * 0.75, bottom: y + size * 0.2 };
}
