import { expect, test } from './trained.ts';

test('a frame around points of the lift chooses the items of the table, and so does a list', async ({
  app,
  trained: { client, runs },
}) => {
  const run = runs[1]!.id;
  await app.evaluate((hash) => (location.hash = hash), `/runs/${run}/popularity`);
  const picture = app.getByRole('region', { name: 'Lift: known against shown' });
  await expect(picture.locator('.scatterlayer path').first()).toBeVisible({ timeout: 30_000 });
  const { points } = await client.runs.popularity({ run, k: 10 });
  const items = app.getByRole('region', { name: 'Items', exact: true });
  const table = items.getByRole('table', { name: 'Items by lists' });
  await expect(table).toHaveAttribute('aria-rowcount', String(points.length + 1));

  await items.getByRole('combobox', { name: 'Show' }).selectOption('more');
  const more = points.filter(({ lift }) => lift !== null && lift > 1);
  await expect(table).toHaveAttribute('aria-rowcount', String(more.length + 1));
  await items.getByRole('combobox', { name: 'Show' }).selectOption('all');

  // The right half of the picture: the items that at least so many users have trained on.
  await items.scrollIntoViewIfNeeded();
  await picture.scrollIntoViewIfNeeded();
  const box = (await picture.locator('.nsewdrag').boundingBox())!;
  await app.mouse.move(box.x + box.width / 2, box.y + 2);
  await app.mouse.down();
  await app.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2, { steps: 4 });
  await app.mouse.move(box.x + box.width - 1, box.y + box.height - 2, { steps: 4 });
  await app.mouse.up();
  await expect(items.getByRole('button', { name: 'Clear the frame' })).toBeVisible();
  const least = await picture.locator('.js-plotly-plot').evaluate((node) => {
    const { layout } = node as unknown as { layout: { xaxis: { range: [number, number] } } };
    const [from, to] = layout.xaxis.range;
    return 10 ** ((from + to) / 2);
  });
  // A pixel of room on either side of the frame's edge.
  const right = (by: number) => points.filter(({ training, lists }) => lists > 0 && training > least * by).length;
  const count = Number(await table.getAttribute('aria-rowcount')) - 1;
  expect(count).toBeGreaterThanOrEqual(right(1.02));
  expect(count).toBeLessThanOrEqual(right(0.98));
  expect(count).toBeLessThan(points.length);
  await items.getByRole('button', { name: 'Clear the frame' }).click();
  await expect(table).toHaveAttribute('aria-rowcount', String(points.length + 1));
});
