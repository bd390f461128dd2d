import { ensureBuilt } from '../support/built-app.ts';
import { tempHome } from '../support/temp-home.ts';
import { trainSample } from './train-sample.ts';

/** Trains once for all workers and hosts; each test that wants the runs copies them (trained.ts). */
export default async function setup(): Promise<() => void> {
  ensureBuilt();
  const { home, remove } = tempHome();
  await trainSample(home);
  process.env['KINDRED_TRAINED'] = home;
  return remove;
}
