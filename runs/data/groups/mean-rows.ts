import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import { createWeigher } from '../weigh.ts';
import { activityBins } from './activity-bins.ts';
import type { UserModel } from './draw-user.ts';
import { inclusion } from './inclusion.ts';
import { pairWeights, unitShare } from './unit-share.ts';

/** The mean over a group's users of their row, scaled to length 1. */
export type MeanRow = {
  row: Float64Array;
  /** Mean cosine of two different members. */
  within: number;
};

/** Work for a group: items × topics × bins. Fewer bins are taken where the catalogue is large. */
const work = 1_500_000;
const bins = { least: 3, most: 12 };

/** The mean unit row of each group: of drawn users by their probabilities, of crafted ones by their profiles. */
export function meanRows(recipe: GroupsRecipe, models: readonly UserModel[], weighting: Weighting): MeanRow[] {
  const weigh = createWeigher(weighting);
  const cells = models.length * models[0]!.picks.length * models[0]!.picks[0]!.length;
  const most = Math.min(bins.most, Math.max(bins.least, Math.floor(work / cells)));
  return models.map((model, group) => {
    const share = unitShare(model, pairWeights(model, weigh, weighting.aggregation));
    return model.profiles
      ? craftedRow(model.profiles, recipe.groups[group]!.size, model, share)
      : drawnRow(model, share, most);
  });
}

/** Users are independent, so that two members are as similar as the mean row is long. */
function drawnRow(model: UserModel, share: (items: number) => number, most: number): MeanRow {
  const row = new Float64Array(model.picks[0]!.length);
  const all = activityBins(model, most);
  for (const picks of model.picks) {
    let scale: number | undefined;
    for (const bin of all.toSorted((a, b) => a.items - b.items)) {
      const found = inclusion(picks, bin.items, scale);
      scale = found.scale;
      addTo(row, found.shares, (bin.share * share(bin.items)) / model.picks.length);
    }
  }
  return { row, within: dot(row, row) };
}

/** Each profile as often as it is in the group; a pair of users is two different ones, though they may share a profile. */
function craftedRow(
  profiles: readonly Int32Array[],
  size: number,
  { noise, picks }: UserModel,
  share: (items: number) => number,
): MeanRow {
  const catalogue = picks[0]!.length;
  const sum = new Float64Array(catalogue);
  let squares = 0;
  profiles.forEach((profile, index) => {
    const times = Math.floor(size / profiles.length) + Number(index < size % profiles.length);
    const chances = replaced(profile, noise, catalogue);
    const expected = chances.reduce((total, chance) => total + chance, 0);
    const row = chances.map((chance) => chance * share(expected));
    addTo(sum, row, times);
    squares += times * dot(row, row);
  });
  const within = (dot(sum, sum) - squares) / (size * (size - 1));
  // Members who share nothing leave what rounding leaves of 1 − 1.
  return { row: sum.map((value) => value / size), within: Math.abs(within) < 1e-12 ? 0 : within };
}

/** Probability of each item where every item of a profile is replaced by any one with the probability of noise. */
function replaced(profile: Int32Array, noise: number, catalogue: number): Float64Array {
  const stray = noise / catalogue;
  const chances = new Float64Array(catalogue).fill(1 - (1 - stray) ** profile.length);
  for (const item of profile) chances[item] = 1 - (noise - stray) * (1 - stray) ** (profile.length - 1);
  return chances;
}

function addTo(sum: Float64Array, row: Float64Array, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at]! += factor * row[at]!;
}

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
};
