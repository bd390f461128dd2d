import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDataset, type DatasetFacts } from '#runs/data/create-dataset.ts';
import type { Interactions } from '#runs/data/interactions.ts';
import { readSnapshot, verifySnapshot } from '#runs/data/snapshot.ts';
import { toWire } from '#shared/api/errors.ts';
import { compareIds } from '#shared/domain/id.ts';
import { fillDisk } from '../support/fill-disk.ts';
import { DatasetProfile, GroupTruth, Recipe } from '#shared/domain/dataset.ts';

/** Lays out what a source reads below a folder. @returns the recipe as a person would type it */
export type MakeRecipe = (folder: string) => Promise<unknown>;

/** What every source must do. @param temporaryFolder makes a folder that goes away with the test */
export function describeSource(name: string, makeRecipe: MakeRecipe, temporaryFolder: () => Promise<string>): void {
  const context = { onProgress() {}, shouldStop: () => false };

  async function create(change: (recipe: Recipe) => Recipe = (recipe) => recipe, progress = context) {
    const folder = await temporaryFolder();
    const root = join(folder, 'datasets');
    const recipe = Recipe.parse(await makeRecipe(folder));
    return { root, facts: await createDataset(change(recipe), root, progress) };
  }

  const read = ({ root, facts }: { root: string; facts: DatasetFacts }) => readSnapshot(join(root, facts.fingerprint));

  describe(`source ${name}`, () => {
    it('stores a snapshot that verifies and says what the facts say', async () => {
      const created = await create();
      const { facts, root } = created;
      const { interactions, given, groups } = read(created);
      expect(await verifySnapshot(join(root, facts.fingerprint))).toEqual([]);
      expect(facts).toMatchObject({
        users: interactions.userIds.size,
        items: interactions.itemIds.size,
        interactions: interactions.users.length,
        has_times: interactions.times !== null,
      });
      expect(facts.given === 'none').toBe(given === null);
      expect(facts.groups === null).toBe(groups === null);
      expect(facts.density).toBeGreaterThan(0);
      expect(facts.density).toBeLessThanOrEqual(1);
    });

    it('gives whole columns over sorted vocabularies', async () => {
      const { interactions } = read(await create());
      expect(faultsOf(interactions)).toEqual([]);
    });

    it('describes itself in values that cross the contract', async () => {
      const { facts } = await create();
      expect(DatasetProfile.parse(facts.profile)).toEqual(facts.profile);
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
      expect(GroupTruth.nullable().parse(facts.groups)).toEqual(facts.groups);
      const typed = Object.values(facts.profile.types).reduce((sum, count) => sum + count, 0);
      expect(typed).toBe(facts.interactions);
    });

    it('gives equal bytes for an equal recipe, and for the recipe that it wrote down', async () => {
      const { facts, root } = await create();
      const again = await create();
      expect(again.facts.fingerprint).toBe(facts.fingerprint);
      const written = Recipe.parse(JSON.parse(JSON.stringify(facts.recipe)));
      expect(await createDataset(written, root, context)).toEqual(facts);
    });

    it.each([0, 2])('keeps all or nothing when it is stopped after %i looks at the flag', async (looks) => {
      const root = join(await temporaryFolder(), 'datasets');
      let looked = 0;
      const stopped = { onProgress() {}, shouldStop: () => looked++ >= looks };
      const created = createDataset(Recipe.parse(await makeRecipe(await temporaryFolder())), root, stopped);
      const outcome = await created.then(() => 'created', (error: unknown) => toWire(error).code); // prettier-ignore
      // A small source may be done before it looks a third time.
      const cancelled = { outcome: 'cancelled', kept: 0 };
      const expected = looks === 0 ? [cancelled] : [cancelled, { outcome: 'created', kept: 1 }];
      expect({ outcome, kept: snapshotsIn(root).length }).toBeOneOf(expected);
    });

    it('says in one sentence that the disk is full, and keeps nothing', async () => {
      const folder = await temporaryFolder();
      const recipe = Recipe.parse(await makeRecipe(folder));
      const root = join(folder, 'datasets');
      fillDisk(100);
      await expect(createDataset(recipe, root, context)).rejects.toMatchObject({
        code: 'unavailable',
        message: `The disk of ${root} is full. Free some space and try again; nothing was half-written.`,
      });
      expect(snapshotsIn(root)).toEqual([]);
    });

    it('refuses an option that it does not know, with a suggestion where one is near', async () => {
      const unknown = (recipe: Recipe): Recipe => ({ ...recipe, options: { ...recipe.options, 'no such thing': 1 } });
      await expect(create(unknown)).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('has no option "no such thing"'),
      });
    });

    it('has a form: a description of every option', async () => {
      const { findSource } = await import('#runs/data/sources.ts');
      const { source } = findSource(Recipe.parse(await makeRecipe(await temporaryFolder())).source);
      const undescribed = Object.entries(source.options.shape).filter(([, field]) => !field.description);
      expect(undescribed.map(([key]) => key)).toEqual([]);
    });
  });
}

/** Snapshots and drafts of them. */
const snapshotsIn = (root: string): string[] =>
  existsSync(root) ? readdirSync(root).filter((name) => name !== 'rejected') : [];

/** What is wrong with columns, by name. */
function faultsOf({ users, items, weights, times, userIds, itemIds }: Interactions): string[] {
  const within = (column: Int32Array, bound: number) => column.every((index) => index >= 0 && index < bound);
  const sorted = (ids: readonly string[]) => ids.every((id, at) => at === 0 || compareIds(ids[at - 1]!, id) < 0);
  const checks: Record<string, boolean> = {
    lengths: [items, weights, times ?? users].every(({ length }) => length === users.length),
    'user ids': sorted(userIds.ids),
    'item ids': sorted(itemIds.ids),
    users: within(users, userIds.size),
    items: within(items, itemIds.size),
    weights: weights.every(Number.isFinite),
    times: times?.every(Number.isFinite) ?? true,
  };
  return Object.keys(checks).filter((name) => !checks[name]);
}
