import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import type { Recipe } from '#shared/domain/dataset.ts';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { isEnded } from '#shared/domain/run.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { createMatrixView, type MatrixView } from '#runs/artifacts/matrix-view.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { previewGroups } from '#runs/data/groups/preview-groups.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import { until } from '../support/until.ts';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';
import { savedBy, type SavedFile } from './saved-file.ts';

/** The user similarities of a dataset's training part (of the only one where none is named), from the stored columns: what the heatmap must show. */
function similaritiesOf(home: string, fingerprint = readdirSync(join(home, 'datasets'))[0]!): MatrixView {
  const snapshot = readSnapshot(join(home, 'datasets', fingerprint));
  const { interactions, groups } = snapshot;
  const weighting = Weighting.parse({});
  const [fold] = makeSplit(snapshot, SplitSpec.parse({}), weighting).folds;
  const { userIds, itemIds } = interactions;
  const ratings = buildMatrix(interactions, fold!.trainRows, weighting);
  return createMatrixView({
    ratings,
    userIds: userIds.ids,
    itemIds: itemIds.ids,
    groups,
    kind: 'user_similarity_matrix',
  });
}

type Drawn = { z: (number | null)[][]; dx: number; x0: number; x: [number, number]; y: [number, number] };

/** What plotly has been given: the numbers of the cells, and the ranges of the axes. */
const drawnOf = (heatmap: Locator): Promise<Drawn> =>
  heatmap.locator('.js-plotly-plot').evaluate((node) => {
    const { data, layout } = node as unknown as {
      data: { z: number[][]; dx: number; x0: number }[];
      layout: { xaxis: { range: [number, number] }; yaxis: { range: [number, number] } };
    };
    const { z, dx, x0 } = data[0]!;
    return { z: z.map((row) => Array.from(row)), dx, x0, x: layout.xaxis.range, y: layout.yaxis.range };
  });

/** Mean luminance of parts of the heatmap on screen, each given as shares of the cells, and how many colours it has. */
async function luminances(app: Page, heatmap: Locator, parts: [number, number, number, number][]) {
  const cells = await heatmap.locator('.heatmap-ground').boundingBox();
  const shot = (await app.screenshot({ clip: cells! })).toString('base64');
  return app.evaluate(
    async ({ shot: bytes, parts: asked }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${bytes}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const all = context.getImageData(0, 0, image.width, image.height).data;
      const colours = new Set<number>();
      for (let p = 0; p < all.length; p += 4) colours.add((all[p]! << 16) | (all[p + 1]! << 8) | all[p + 2]!);
      const of = ([x, y, w, h]: number[]) => {
        const { width, height } = image;
        const { data } = context.getImageData(x! * width, y! * height, w! * width, h! * height);
        let sum = 0;
        for (let p = 0; p < data.length; p += 4)
          sum += 0.2126 * data[p]! + 0.7152 * data[p + 1]! + 0.0722 * data[p + 2]!;
        return sum / (data.length / 4);
      };
      return { colours: colours.size, means: asked.map(of) };
    },
    { shot, parts },
  );
}

/** The colours inside one cell of a window that shows so many cells on either side, as `red,green,blue`. */
async function coloursOf(
  app: Page,
  heatmap: Locator,
  shown: number | { rows: number; cols: number },
  row: number,
  col: number,
): Promise<string[]> {
  const { rows, cols } = typeof shown === 'number' ? { rows: shown, cols: shown } : shown;
  const cells = (await heatmap.locator('.heatmap-ground').boundingBox())!;
  const [width, height] = [cells.width / cols, cells.height / rows];
  // Within its edges, which it shares with its neighbours.
  const clip = { x: Math.ceil(cells.x + col * width + 1), y: Math.ceil(cells.y + row * height + 1), width: Math.floor(width - 2), height: Math.floor(height - 2) }; // prettier-ignore
  const shot = (await app.screenshot({ clip })).toString('base64');
  return app.evaluate(async (bytes) => {
    const image = new Image();
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const found = new Set<string>();
    for (let p = 0; p < data.length; p += 4) found.add(`${data[p]},${data[p + 1]},${data[p + 2]}`);
    return [...found];
  }, shot);
}

async function save(app: Page, item: RegExp): Promise<SavedFile> {
  await app.getByRole('button', { name: 'Export' }).click();
  return savedBy(app, () => app.getByRole('menuitem', { name: item }).click());
}

async function openHeatmaps(app: Page): Promise<Locator> {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await app.getByRole('button', { name: 'Train two baselines' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });
  await app.getByRole('grid', { name: 'Runs' }).getByRole('link', { name: 'user-knn' }).click();
  await app.getByRole('link', { name: 'Heatmaps' }).click();
  const heatmap = app.getByRole('application', { name: 'Heatmap of 600 users by 600 users' });
  await expect(heatmap.locator('.heatmaplayer image').first()).toBeVisible({ timeout: 30_000 });
  return heatmap;
}

/** Where the six groups of the sample begin and end. */
const blocks = [0, 120, 240, 360, 480, 540, 600];

/** Means of what is drawn, group by group. */
async function blockMeans(heatmap: Locator, engine: MatrixView): Promise<number[][]> {
  const { z } = await drawnOf(heatmap);
  const side = z.length;
  const { counts } = engine.window({ order: 'group', agg: 'mean', r0: 0, r1: 600, c0: 0, c1: 600, h: side, w: side });
  const mean = (rows: number, cols: number) => {
    let [sum, pairs] = [0, 0];
    for (let i = (blocks[rows]! * side) / 600; i < (blocks[rows + 1]! * side) / 600; i++) {
      for (let j = (blocks[cols]! * side) / 600; j < (blocks[cols + 1]! * side) / 600; j++) {
        const value = z[i]![j];
        if (value === null || value === undefined || Number.isNaN(value)) continue;
        sum += value * counts[i * side + j]!;
        pairs += counts[i * side + j]!;
      }
    }
    return sum / pairs;
  };
  return Array.from({ length: 6 }, (_, g) => Array.from({ length: 6 }, (__, h) => mean(g, h)));
}

/** How much nearer members of tech and of sports are to their own than to one another. */
const apart = (means: number[][]): number => Math.min(means[0]![0]!, means[1]![1]!) - means[0]![1]!;

/** What is read of the file of a window. */
const Ordered = z.object({
  order: z.string(),
  order_of: z.object({ rows: z.array(z.string()) }),
  values: z.array(z.array(z.number().nullable())),
});
const isSame = (a: number[][], b: number[][]): boolean =>
  a.length === b.length &&
  a.every((row, i) => row.length === b[i]!.length && row.every((value, j) => value === b[i]![j]));
const withZeros = (rows: (number | null)[][]): number[][] =>
  rows.map((row) => row.map((value) => (value === null || Number.isNaN(value) ? 0 : Math.fround(value))));

test.setTimeout(480_000);

test('a run in pictures: what is drawn, read, selected and saved is what the core says', async ({
  app,
  home,
}, info) => {
  const heatmap = await openHeatmaps(app);
  const engine = similaritiesOf(home);
  const spoken = heatmap.locator('[aria-live=polite]');

  await test.step('blocks of groups have the means of the core, and look so', async () => {
    const drawn = await blockMeans(heatmap, engine);
    for (let g = 0; g < 6; g++) {
      for (let h = 0; h < 6; h++) {
        const place = { r0: blocks[g]!, r1: blocks[g + 1]!, c0: blocks[h]!, c1: blocks[h + 1]!, h: 1, w: 1 };
        const [mean] = engine.window({ ...place, order: 'group', agg: 'mean' }).values;
        expect(Math.abs(drawn[g]![h]! - mean!)).toBeLessThan(1e-3);
      }
    }
    // Members of a group prefer one of four topics: the sample has 0.097 and 0.103 inside tech and sports, and 0.032 between them.
    expect(apart(drawn)).toBeGreaterThan(0.05);
    const { colours, means } = await luminances(app, heatmap, [[0.02, 0.02, 0.16, 0.16], [0.22, 0.02, 0.16, 0.16]]); // prettier-ignore
    expect(colours).toBeGreaterThan(20);
    // On a light page more is darker.
    expect(means[0]!).toBeLessThan(means[1]!);
    await expect(app.getByRole('region', { name: 'Legend' })).toContainText('no data');
    const { auc } = engine.distribution();
    const predicted = previewGroups(groupsPresets['six-groups'], Weighting.parse({})).separation.predicted;
    await expect(app.getByRole('region', { name: 'Similarity distribution' })).toContainText(
      `AUC, all groups: ${auc!.toFixed(3)} · predicted ${predicted!.toFixed(3)}`,
    );
    await look(app, info, '1-groups');
  });

  await test.step('the tooltip, the voice and the table say the same', async () => {
    const box = (await heatmap.locator('.heatmap-ground').boundingBox())!;
    await app.mouse.click(box.x + box.width * 0.305, box.y + box.height * 0.705);
    await app.mouse.move(box.x + box.width * 0.305 + 0.4, box.y + box.height * 0.705 + 0.4);
    const tip = heatmap.locator('.heatmap-tip');
    await expect(tip).toContainText('· mean');
    await expect(spoken).toHaveText((await tip.textContent())!);
    const said =
      /^users (\d+)–(\d+) .* × users (\d+)–(\d+) .*, (\d+) of \d+ pairs with data · mean ([\d.]+|0) · max ([\d.]+|0)$/.exec(
        (await tip.textContent())!,
      )!;
    const [r0, r1, c0, c1] = [Number(said[1]), Number(said[2]) + 1, Number(said[3]), Number(said[4]) + 1];
    const cell = { r0, r1, c0, c1, h: 1, w: 1, order: 'group' } as const;
    const mean = engine.window({ ...cell, agg: 'mean' });
    expect(Number(said[5])).toBe(mean.counts[0]);
    expect(Number(said[6])).toBeCloseTo(mean.values[0]!, 3);
    expect(Number(said[7])).toBeCloseTo(engine.window({ ...cell, agg: 'max' }).values[0]!, 3);
    // One key further is one cell further, and there pointer and voice say the same again.
    await heatmap.press('ArrowRight');
    await app.mouse.move(box.x + box.width * (0.305 + 1 / 300), box.y + box.height * 0.705);
    await expect(spoken).toContainText(`users ${r0}–${r1 - 1} `);
    await expect(spoken).toContainText(`users ${c1}–${c1 + 1} `);
    await expect(tip).toHaveText((await spoken.textContent())!);
    await app.getByRole('button', { name: 'View as table' }).click();
    const { values } = engine.window({ order: 'group', agg: 'mean', r0: 0, r1: 600, c0: 0, c1: 600, h: 400, w: 400 });
    const table = app.getByRole('region', { name: 'Numbers of the window' });
    await expect(table.getByRole('table')).toHaveAttribute('aria-rowcount', '301');
    // All the cells that fit the screen: where they are in the window, and what they say.
    const cells = await table.locator('tbody td[aria-colindex]').evaluateAll((nodes) =>
      nodes.map((node) => ({
        row: Number(node.parentElement!.getAttribute('aria-rowindex')) - 2,
        col: Number(node.getAttribute('aria-colindex')) - 2,
        text: node.textContent!,
      })),
    );
    expect(cells.length).toBeGreaterThan(60);
    for (const { row, col, text } of cells) {
      const value = values[row * 300 + col]!;
      if (Number.isNaN(value)) expect(text).toBe('no data');
      else expect(Math.abs(Number(text.replace('−', '-')) - value), `${row}, ${col}: ${text}`).toBeLessThan(5e-5);
    }
    await app.getByRole('button', { name: 'View as picture' }).click();
  });

  await test.step('a user is found in every order, and the dendrogram belongs to its order', async () => {
    const search = app
      .getByRole('combobox', { name: 'Find a user' })
      .or(app.getByRole('textbox', { name: 'Find a user' }));
    await search.fill('u017');
    await search.press('Enter');
    // So near that a cell is one pair, and the view follows the one who is searched.
    for (let times = 0; times < 3; times++) await app.getByRole('button', { name: 'Zoom in' }).click();
    await expect(app).toHaveURL(/r0=\d+/);
    for (const order of ['group', 'optimal', 'cluster', 'activity', 'dataset']) {
      await app.getByLabel('Order').selectOption(order);
      await expect(app).toHaveURL(new RegExp(`order=${order}`));
      const position = engine.find(order as 'cluster', 'u017', 1)[0]!.position;
      await expect(spoken).toHaveText(/^user u017 \(T tech\) × user u017 \(T tech\): no data/);
      await expect(app.getByRole('region', { name: 'Cell' })).toContainText('u017');
      // The view follows a frame later.
      await expect(async () => {
        const { x, y } = await drawnOf(heatmap);
        expect(x[0]).toBeLessThanOrEqual(position);
        expect(x[1]).toBeGreaterThan(position);
        // The cursor's frame is where the order has the user, on both axes.
        const ground = (await heatmap.locator('.heatmap-ground').boundingBox())!;
        const frame = (await heatmap.locator('.cell-cursor').boundingBox())!;
        const [across, down] = [(position - x[0]) / (x[1] - x[0]), (position - y[1]) / (y[0] - y[1])];
        const pixel = ground.width / (x[1] - x[0]);
        expect(Math.abs(frame.x + frame.width / 2 - (ground.x + across * ground.width))).toBeLessThan(pixel);
        expect(Math.abs(frame.y + frame.height / 2 - (ground.y + down * ground.height))).toBeLessThan(pixel);
      }).toPass({ timeout: 20_000 });
      await expect(app.locator('.tree-track')).toHaveCount(order === 'optimal' || order === 'cluster' ? 1 : 0);
      if (order === 'optimal') await app.screenshot({ path: info.outputPath('2-optimal.png') });
    }
    await app.getByLabel('Order').selectOption('group');
  });

  await test.step('everything is shown again from any zoom', async () => {
    for (let times = 0; times < 3; times++) await app.getByRole('button', { name: 'Zoom in' }).click();
    await expect(app).toHaveURL(/r0=\d+/);
    await app.getByRole('button', { name: 'Show everything' }).click();
    await expect.poll(async () => (await drawnOf(heatmap)).x).toEqual([-0.5, 599.5]);
    expect((await drawnOf(heatmap)).y).toEqual([599.5, -0.5]);
    for (let times = 0; times < 2; times++) await app.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(async () => (await drawnOf(heatmap)).dx).toBe(1);
    const box = (await heatmap.locator('.heatmap-ground').boundingBox())!;
    await app.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(async () => (await drawnOf(heatmap)).x).toEqual([-0.5, 599.5]);
    expect((await drawnOf(heatmap)).y).toEqual([599.5, -0.5]);
    // The window on screen is that of everything again: bricks of two from the first to the last.
    await expect.poll(async () => (await drawnOf(heatmap)).z.length).toBe(300);
    expect(await drawnOf(heatmap)).toMatchObject({ x0: 0.5, dx: 2 });
  });

  const address = app.url().split('#')[1]!.split('?')[0]!;
  const runId = address.split('/')[2]!;
  const go = (search: string) => app.evaluate((hash) => (location.hash = hash), `${address}?${search}`);
  const selected = app.getByRole('region', { name: 'Selection' });
  const ids = engine.members('group', 'rows', 5, 25).map(({ id }) => id);

  await test.step('mouse and keys select the same cells', async () => {
    await go('order=group&r0=0&r1=60&c0=0&c1=60');
    await expect.poll(async () => (await drawnOf(heatmap)).dx).toBe(1);
    const { z } = await drawnOf(heatmap);
    const { values } = engine.window({ order: 'group', agg: 'mean', r0: 0, r1: 60, c0: 0, c1: 60, h: 60, w: 60 });
    expect(z[3]![7]).toBeCloseTo(values[3 * 60 + 7]!, 6);
    await test.step('a single cell says who, how much and what they share; zero is not no data', async () => {
      const [a, b] = [engine.members('group', 'rows', 3, 4)[0]!, engine.members('group', 'rows', 7, 8)[0]!];
      const pair = engine.pair(a.id, b.id);
      const box = (await heatmap.locator('.heatmap-ground').boundingBox())!;
      await app.mouse.move(box.x + (7.5 / 60) * box.width, box.y + (3.5 / 60) * box.height);
      const said = `user ${a.id} (T tech) × user ${b.id} (T tech): similarity ${Number(values[3 * 60 + 7]).toFixed(4)} · ${pair.shared} shared items of ${pair.row_items} / ${pair.col_items}`;
      await expect(heatmap.locator('.heatmap-tip')).toHaveText(said);
      await app.mouse.move(5, 5);
      const zero = values.indexOf(0);
      expect(zero).toBeGreaterThanOrEqual(0);
      const of = (row: number, col: number) => coloursOf(app, heatmap, 60, row, col);
      const ofZero = await of(Math.floor(zero / 60), zero % 60);
      // The diagonal is masked: its ground has two tones of hatching.
      const ofNothing = await of(30, 30);
      const ofSome = await of(3, 7);
      expect(ofZero).toHaveLength(1);
      for (const colour of [...ofZero, ...ofSome]) expect(ofNothing).not.toContain(colour);
      expect(ofSome).not.toEqual(ofZero);
    });
    await app.getByRole('radio', { name: 'Drag selects' }).press('Space');
    const box = (await heatmap.locator('.heatmap-ground').boundingBox())!;
    const at = (position: number) =>
      [box.x + ((position + 0.5) / 60) * box.width, box.y + ((position + 0.5) / 60) * box.height] as const;
    await app.mouse.move(...at(5));
    await app.mouse.down();
    await app.mouse.move(...at(15));
    await app.mouse.move(...at(24));
    await app.mouse.up();
    await expect(app).toHaveURL(/sel=5%2C25%2C5%2C25/);
    await expect(selected).toContainText('20 users × 20 users');
    await selected.getByRole('button', { name: 'Clear' }).click();
    await expect(selected).toBeHidden();
    await app.mouse.click(...at(5));
    await heatmap.focus();
    for (let step = 0; step < 19; step++) {
      await heatmap.press('Shift+ArrowRight');
      await heatmap.press('Shift+ArrowDown');
    }
    await expect(app).toHaveURL(/sel=5%2C25%2C5%2C25/);
    const cell = { r0: 5, r1: 25, c0: 5, c1: 25, order: 'group', agg: 'mean' } as const;
    const [mean] = engine.window({ ...cell, h: 1, w: 1 }).values;
    await expect(selected).toContainText(`mean ${mean!.toFixed(4)}`);
    await selected.getByRole('button', { name: 'Table' }).click();
    await expect(app.getByRole('table', { name: 'Selected cells' })).toHaveAttribute('aria-rowcount', '401');
    await look(app, info, '3-selection');
    await app.keyboard.press('Escape');
    const { bytes } = await savedBy(app, () =>
      selected.getByRole('button', { name: 'Save the selection as CSV' }).click(),
    );
    const csv = bytes.toString('utf8').trimEnd().split('\n');
    const body = csv.slice(csv.findIndex((line) => line.startsWith('row_from')) + 1);
    const window = engine.window({ ...cell, h: 20, w: 20 });
    expect(body.map((line) => Number(line.split(',')[6] || NaN))).toEqual(Array.from(window.values));
    expect(csv).toContain('# order: group');
    expect(csv).toContain('# aggregation: mean');
    expect(csv.filter((line) => line.startsWith('# run'))).toContain(`# run_id: ${runId}`);
    expect(body).toHaveLength(400);
    await selected.getByRole('button', { name: 'Make group' }).click();
    await app.getByRole('dialog', { name: 'Make a group of users' }).getByLabel('Name').fill('typical tech');
    await look(app, info, '3-make-group');
    await app.getByRole('button', { name: 'Save the group' }).click();
    await expect(app.getByText('Group “typical tech” saved')).toBeVisible();
  });

  await test.step('files have what is on screen, and all of the matrix', async () => {
    const png = await save(app, /^PNG, 2×/);
    expect(png.name).toMatch(/^kindred_run-2_user-similarity_group_\d{4}-\d\d-\d\d\.png$/);
    const picture = png.bytes;
    expect(picture.length).toBeGreaterThan(50_000);
    // Width and height of the PNG's header: cells and margins, twice.
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([2 * (1000 + 96 + 110), 2 * (1000 + 96 + 76)]);
    const decoded = await app.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, picture.toString('base64'));
    expect(decoded).toEqual([2 * (1000 + 96 + 110), 2 * (1000 + 96 + 76)]);
    const drawing = await save(app, /^SVG/);
    expect(drawing.name).toMatch(/^kindred_run-2_user-similarity_group_\d{4}-\d\d-\d\d\.svg$/);
    const svg = drawing.bytes.toString('utf8');
    expect(
      await app.evaluate(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror'),
        svg,
      ),
    ).toBeNull();
    expect(svg).toContain('order group');
    const whole = await save(app, /^CSV, .* pairs/);
    expect(whole.name).toMatch(/^kindred_run-2_user-similarity_group_\d{4}-\d\d-\d\d\.csv$/);
    const lines = whole.bytes.toString('utf8').trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('#')).length - 1).toBe(engine.info().pairs);
    expect(JSON.parse((await save(app, /^JSON/)).bytes.toString('utf8'))).toMatchObject({ order: 'group' });
  });

  await test.step('who is selected is selected in Groups and Embedding too', async () => {
    const parts = app.getByRole('navigation', { name: 'Parts of the run' });
    await parts.getByRole('link', { name: 'Groups' }).click();
    const byGroup = app.getByRole('table', { name: 'nDCG@10 by group' });
    await expect(byGroup.getByRole('row', { name: /tech/ })).toContainText('20 users', { timeout: 30_000 });
    await expect(byGroup.getByRole('row', { name: /tech/ })).toHaveAttribute('data-selected', 'true');
    await expect(app.getByRole('region', { name: 'Saved group: typical tech' })).toBeVisible();
    await look(app, info, '4-tab-groups');
    await parts.getByRole('link', { name: 'Embedding' }).click();
    const plane = app.getByRole('region', { name: 'Run 2', exact: true });
    await expect(plane.locator('.scatterlayer path').first()).toBeVisible({ timeout: 30_000 });
    const shown = await plane.locator('.js-plotly-plot').evaluate((node) => {
      const { data } = node as unknown as { data: { name: string; text: string[] }[] };
      return data.find(({ name }) => name === 'selected')?.text;
    });
    expect(shown!.toSorted()).toEqual(ids.toSorted());
    await look(app, info, '5-embedding');
  });

  await test.step('the other parts are there', async () => {
    const parts = app.getByRole('navigation', { name: 'Parts of the run' });
    await parts.getByRole('link', { name: 'Popularity' }).click();
    await expect(app.getByRole('region', { name: 'Long tail' }).locator('.scatterlayer path').first()).toBeVisible({
      timeout: 30_000,
    });
    await look(app, info, '6-popularity');
    await parts.getByRole('link', { name: 'Users' }).click();
    const users = app.getByRole('grid', { name: 'Users of the run' });
    await expect(users.getByRole('link', { name: 'u001' })).toHaveAttribute('href', /#\/users\?user=u001&a=\w+/);
    await expect(users).toHaveAttribute('aria-rowcount', '601');
    await look(app, info, '7-users');
    const column = (metric: string) => users.locator(`th[data-column="${metric}"]`);
    await expect(column('ndcg@10')).toHaveCount(1);
    await app.getByRole('combobox', { name: 'Length of the lists' }).selectOption('5');
    await expect(column('ndcg@5')).toHaveCount(1);
    await expect(column('ndcg@10')).toHaveCount(0);
    await parts.getByRole('link', { name: 'Files & log' }).click();
    await expect(app.getByLabel('Log of the run')).toContainText('FINISHED');
    await app.screenshot({ path: info.outputPath('8-files.png') });
  });

  await test.step('every order has everybody once, and the same cells', async () => {
    /** Sums of the drawn rows of all 600 users, by four windows of single cells; no data counts as zero. */
    const sumsOf = async (order: string) => {
      const sums = Array.from({ length: 600 }, () => 0);
      for (const r0 of [0, 300]) {
        for (const c0 of [0, 300]) {
          await go(`order=${order}&r0=${r0}&r1=${r0 + 300}&c0=${c0}&c1=${c0 + 300}`);
          await expect(app.getByLabel('Order')).toHaveValue(order);
          const { values } = engine.window({ order: order as 'group', agg: 'mean', r0, r1: r0 + 300, c0, c1: c0 + 300, h: 300, w: 300 }); // prettier-ignore
          const wanted = withZeros(Array.from({ length: 300 }, (_, row) => Array.from(values.subarray(row * 300, (row + 1) * 300)))); // prettier-ignore
          let cells: number[][] = [];
          await expect.poll(async () => isSame((cells = withZeros((await drawnOf(heatmap)).z)), wanted)).toBe(true);
          cells.forEach((row, at) => row.forEach((value) => (sums[r0 + at]! += value)));
        }
      }
      return sums.toSorted((a, b) => a - b);
    };
    const everybody = engine.members('dataset', 'rows', 0, 600).map(({ id }) => id);
    expect(new Set(everybody).size).toBe(600);
    const found: { ids: string[]; sums: number[] }[] = [];
    for (const order of ['cluster', 'group', 'activity']) {
      const sums = await sumsOf(order);
      const file = Ordered.parse(JSON.parse((await save(app, /^JSON/)).bytes.toString('utf8')));
      expect(file.order).toBe(order);
      found.push({ ids: file.order_of.rows, sums });
    }
    for (const { ids: order, sums } of found) {
      expect(order.toSorted()).toEqual(everybody.toSorted());
      sums.forEach((sum, at) => expect(Math.abs(sum - found[0]!.sums[at]!)).toBeLessThan(1e-4));
    }
    expect(new Set(found.map(({ ids: order }) => order.join())).size).toBe(3);
    await go('kind=item_similarity_matrix&order=activity');
    const items = app.getByRole('application', { name: 'Heatmap of 240 items by 240 items' });
    const file = Ordered.parse(JSON.parse((await save(app, /^JSON/)).bytes.toString('utf8')));
    await expect.poll(async () => isSame(withZeros((await drawnOf(items)).z), withZeros(file.values))).toBe(true);
  });

  await test.step('hits, misses and lists are marked on single cells of users and items', async () => {
    await go('kind=user_item_matrix&order=group&r0=0&r1=40&c0=0&c1=60');
    const items = app.getByRole('application', { name: 'Heatmap of 600 users by 240 items' });
    await expect(items.locator('.scatterlayer path').first()).toBeVisible({ timeout: 30_000 });
    const kinds = () =>
      items
        .locator('.js-plotly-plot')
        .evaluate((node) => (node as unknown as { data: { name?: string }[] }).data.flatMap(({ name }) => name ?? []));
    expect(await kinds()).toContain('miss');
    // What was held out has its mark in a colour of its own, which no cell has.
    const [row, col] = await items.locator('.js-plotly-plot').evaluate((node) => {
      const { data } = node as unknown as { data: { name?: string; x: number[]; y: number[] }[] };
      const miss = data.find(({ name }) => name === 'miss')!;
      return [miss.y[0]!, miss.x[0]!];
    });
    const red = (colour: string) => {
      const [r, g, b] = colour.split(',').map(Number) as [number, number, number];
      return r - Math.max(g, b) > 60;
    };
    const marked = await coloursOf(app, items, { rows: 40, cols: 60 }, row!, col!);
    expect(marked.some(red)).toBe(true);
    await app.setViewportSize({ width: 1280, height: 800 });
    await look(app, info, '9-marks');
    await app.getByRole('switch', { name: 'Only misses' }).press('Space');
    await expect.poll(kinds).toEqual(['miss']);
  });
});

/** 10,000 users in four blocks of taste, 8 items each. */
const manyUsers = ['user,item,rating']
  .concat(
    Array.from({ length: 80_000 }, (_, row) => {
      const user = Math.floor(row / 8);
      return `u${String(user).padStart(5, '0')},i${(user % 4) * 300 + ((user * 7 + (row % 8) * 37) % 300)},1`;
    }),
  )
  .join('\n');

/** 20 users who take 6 items each, and then 4 who come after all of them: by time they are held out, and nobody has learned of them. */
const lateUsers = ['user,item,timestamp']
  .concat(
    Array.from({ length: 144 }, (_, row) => {
      const [user, turn] = [Math.floor(row / 6), row % 6];
      const name = user < 20 ? `early${String(user).padStart(2, '0')}` : `late${user - 20}`;
      return `${name},i${((user % 3) * 3 + turn * 2) % 12},${1_700_000_000 + (user < 20 ? turn * 100 + user : 1000 + row)}`;
    }),
  )
  .join('\n');

test('10,000 users × 10,000 users are drawn by windows, and users without history have a band of their own', async ({
  app,
  home,
}, info) => {
  writeFileSync(join(home, 'many.csv'), manyUsers);
  writeFileSync(join(home, 'late.csv'), lateUsers);
  // The core with all its threads is loaded only where it is used, so that the list of tests is quick to read.
  const { connect, serve } = await import('#shared/api/rpc.ts');
  const { createCore } = await import('#runs/core.ts');
  const { coreConfig } = await import('../../main/core-config.ts');
  const core = await createCore({ ...coreConfig(home), threads: 1 });
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const train = async (name: string, recipe: { source: string; options?: Recipe['options'] }, options = {}) => {
    const dataset = await client.datasets.create({ name, recipe });
    const { runs } = await client.runs.start({ dataset: dataset.id, algorithm: 'popularity', ...options });
    const run = await until(
      'the run to end',
      async () => {
        const found = await client.runs.show({ run: runs[0]!.id });
        return isEnded(found.status) ? found : null;
      },
      120_000,
    );
    expect(run.error).toBeNull();
    return run;
  };
  const run = await train('many', { source: `file:${join(home, 'many.csv')}` }, { candidates: 'sampled:20' });
  const late = await train('late', { source: `file:${join(home, 'late.csv')}` });
  const alike = await train('alike', {
    source: 'synthetic:groups',
    options: { recipe: z.json().parse({ ...groupsPresets['six-groups'], topics: {} }) },
  });
  await core.close();

  await app.evaluate((hash) => (location.hash = hash), `/runs/${run.id}/heatmaps?order=dataset`);
  const heatmap = app.getByRole('application', { name: 'Heatmap of 10000 users by 10000 users' });
  await expect(heatmap.locator('.heatmaplayer image').first()).toBeVisible({ timeout: 60_000 });
  const first = await drawnOf(heatmap);
  expect([first.z.length, first.z[0]!.length, first.dx]).toEqual([400, 400, 25]);

  await app.evaluate(
    (hash) => (location.hash = hash),
    `/runs/${run.id}/heatmaps?order=dataset&r0=3000&r1=3100&c0=3000&c1=3100`,
  );
  await expect.poll(async () => (await drawnOf(heatmap)).dx, { timeout: 30_000 }).toBe(1);
  const engine = similaritiesOf(home, run.dataset.fingerprint);
  const close = await drawnOf(heatmap);
  const { values } = engine.window({
    order: 'dataset',
    agg: 'mean',
    r0: 3000,
    r1: 3100,
    c0: 3000,
    c1: 3100,
    h: 100,
    w: 100,
  });
  close.z.forEach((row, i) =>
    row.forEach((value, j) => {
      const expected = values[i * 100 + j]!;
      expect(value === null || Number.isNaN(value)).toBe(Number.isNaN(expected));
      if (!Number.isNaN(expected)) expect(Math.abs(value! - expected)).toBeLessThan(1e-6);
    }),
  );

  // What is on screen is where the new view has it in the next frame, however long its window takes.
  const held = Promise.withResolvers<void>();
  const waiting: string[] = [];
  const abandoned: string[] = [];
  await app.route(/bytes\/window\?/, async (route) => {
    waiting.push(new URL(route.request().url()).searchParams.get('id')!);
    await held.promise;
    await route.continue().catch(() => null);
  });
  app.on('requestfailed', (request) => abandoned.push(new URL(request.url()).searchParams.get('id') ?? request.url()));
  const [was, is] = await heatmap.evaluate(async (node) => {
    const box = () => node.querySelector('.heatmaplayer image')!.getBoundingClientRect();
    const first = box();
    document.querySelector<HTMLElement>('button[aria-label="Zoom in"]')!.click();
    await new Promise(requestAnimationFrame);
    const then = box();
    return [first, then].map(({ x, y, width, height }) => [x + width / 2, y + height / 2, width, height]);
  });
  expect(is![2]! / was![2]!).toBeCloseTo(2, 1);
  expect(is![3]! / was![3]!).toBeCloseTo(2, 1);
  expect(Math.abs(is![0]! - was![0]!)).toBeLessThan(2);
  expect(Math.abs(is![1]! - was![1]!)).toBeLessThan(2);
  expect((await drawnOf(heatmap)).z).toHaveLength(100);
  // The newest window wins: whoever asked for the one before does not wait for it any more.
  await app.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => waiting.length, { timeout: 30_000 }).toBe(2);
  await expect.poll(() => abandoned).toEqual(waiting.slice(0, 1));
  held.resolve();
  await expect.poll(async () => (await drawnOf(heatmap)).z.length, { timeout: 30_000 }).toBe(25);
  await app.unroute(/bytes\/window\?/);
  const sharp = await heatmap.locator('.heatmaplayer image').first().boundingBox();
  expect(sharp!.width / was![2]!).toBeCloseTo(1, 1);

  // Ten turns of the wheel are one or two questions.
  let asked = 0;
  app.on('request', (request) => {
    if (/bytes\/window\?.*\bh=400/.test(request.url())) asked++;
  });
  await heatmap.locator('.nsewdrag').evaluate((layer) => {
    const { x, y, width, height } = layer.getBoundingClientRect();
    const place = { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, cancelable: true };
    for (let turn = 0; turn < 10; turn++) layer.dispatchEvent(new WheelEvent('wheel', { ...place, deltaY: 60 }));
  });
  // When what is drawn is what the address asks for, the last window has come.
  await expect
    .poll(
      async () => {
        const query = new URLSearchParams(app.url().split('?').at(-1));
        const { z, dx, x0 } = await drawnOf(heatmap);
        const [from, to] = [Number(query.get('c0')), Number(query.get('c1'))];
        return z.length > 25 && x0 - (dx - 1) / 2 === from && Math.ceil((to - from) / dx) === z[0]!.length;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  expect(asked).toBeGreaterThanOrEqual(1);
  expect(asked).toBeLessThanOrEqual(2);

  // Fifty zooms leave nothing behind but the windows that are kept for the way back.
  const page = await app.context().newCDPSession(app);
  const heap = async () => {
    await page.send('HeapProfiler.collectGarbage');
    return (await page.send('Runtime.getHeapUsage')).usedSize;
  };
  const place = () =>
    heatmap.locator('.js-plotly-plot').evaluate((node) => {
      const { x0, dx } = (node as HTMLElement & { data: { x0: number; dx: number }[] }).data[0]!;
      return [x0 - (dx - 1) / 2, dx];
    });
  const zoomTo = async (from: number, size: number) => {
    const to = from + size;
    await app.evaluate(
      (hash) => (location.hash = hash),
      `/runs/${run.id}/heatmaps?order=dataset&r0=${from}&r1=${to}&c0=${from}&c1=${to}`,
    );
    await expect.poll(place, { timeout: 30_000 }).toEqual([from, size / Math.min(size, 400)]);
  };
  await zoomTo(1000, 100);
  const before = await heap();
  for (let zoom = 1; zoom <= 50; zoom++) await zoomTo(1000 + 40 * zoom, zoom % 2 === 0 ? 100 : 2000);
  expect((await heap()) - before).toBeLessThan(50e6);

  // H1: where all members of a group have one taste, its block stands out.
  await app.evaluate((hash) => (location.hash = hash), `/runs/${alike.id}/heatmaps?order=group`);
  const groups = app.getByRole('application', { name: 'Heatmap of 600 users by 600 users' });
  await expect(groups.locator('.heatmaplayer image').first()).toBeVisible({ timeout: 30_000 });
  expect(apart(await blockMeans(groups, similaritiesOf(home, alike.dataset.fingerprint)))).toBeGreaterThan(0.1);

  // H6: who has no history is in a band with a name, in every order that would have to compare them.
  for (const order of ['cluster', 'optimal', 'activity'] as const) {
    await app.evaluate((hash) => (location.hash = hash), `/runs/${late.id}/heatmaps?order=${order}&find=late2`);
    const small = app.getByRole('application', { name: 'Heatmap of 24 users by 24 users' });
    await expect(small.locator('.heatmaplayer image').first()).toBeVisible({ timeout: 30_000 });
    await expect(app.getByLabel('Order')).toHaveValue(order);
    const bands = small.locator('.history-band');
    await expect(bands).toHaveText(['no history: 4 users', 'no history: 4 users']);
    const ground = (await small.locator('.heatmap-ground').boundingBox())!;
    const [across, down] = [(await bands.first().boundingBox())!, (await bands.last().boundingBox())!];
    // The last 4 of 24 rows, from edge to edge, and the last 4 columns.
    expect(Math.abs(across.y - (ground.y + (20 / 24) * ground.height))).toBeLessThan(2);
    expect(Math.abs(across.height - (4 / 24) * ground.height)).toBeLessThan(2);
    expect(Math.abs(across.width - ground.width)).toBeLessThan(2);
    expect(Math.abs(down.x - (ground.x + (20 / 24) * ground.width))).toBeLessThan(2);
    expect(Math.abs(down.height - ground.height)).toBeLessThan(2);
    // The band is of those four: found there, with no similarity to anybody, not even drawn as zero.
    await expect(small.locator('[aria-live=polite]')).toHaveText(
      'user late2 × user late2: no data · 0 shared items of 0 / 0',
    );
    await expect(app.getByRole('region', { name: 'On screen' })).toContainText('4 users without history');
    const { z } = await drawnOf(small);
    const isEmpty = (value: number | null) => value === null || Number.isNaN(value);
    z.forEach((row, i) =>
      row.forEach((value, j) => expect(isEmpty(value), `${order} ${i} × ${j}`).toBe(i >= 20 || j >= 20 || i === j)),
    );
    await expect(app.getByRole('alert')).toHaveCount(0);
  }
  await look(app, info, 'no-history');
});
