import { expect, test } from './trained.ts';

test('a history is read at its last step, at its lowest and at any', async ({ app, trained: { client, runs } }) => {
  const run = runs[3]!;
  const steps = (await client.runs.history({ run: run.id, metric: 'loss' })).map(({ step, value }) => ({
    step,
    value: Number(value),
  }));
  expect(steps.length).toBeGreaterThan(10);
  await app.evaluate((hash) => (location.hash = hash), `/runs?chart=history&y=metrics.loss&sel=${run.id}`);
  const read = app.getByRole('list', { name: 'Values at the chosen step' }).locator(`li[data-run="${run.id}"]`);
  const says = async ({ step, value }: { step: number; value: number }) => {
    await expect(read).toContainText(`step ${step}`);
    await expect(read.locator('strong')).toHaveAttribute('title', String(value));
    const ring = await app.locator('.js-plotly-plot').evaluate((node) => {
      const { data } = node as unknown as { data: { name: string; x: number[]; y: number[] }[] };
      const { x, y } = data.find(({ name }) => name.endsWith('chosen step'))!;
      return [x[0], y[0]];
    });
    expect(ring).toEqual([step, value]);
  };
  await says(steps.at(-1)!);
  const choice = app.getByRole('combobox', { name: 'Step' });
  await choice.selectOption('highest');
  await says(steps.reduce((most, next) => (next.value > most.value ? next : most)));
  await choice.selectOption('step');
  await app.getByRole('textbox', { name: 'Number of the step' }).fill('5');
  await says(steps.find(({ step }) => step === 5)!);
  await app.reload();
  await says(steps.find(({ step }) => step === 5)!);
});
