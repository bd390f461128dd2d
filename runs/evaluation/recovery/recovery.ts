import { adjustedRand } from './adjusted-rand.ts';
import { blockMeans } from './block-means.ts';
import { clusterRows } from './cluster-rows.ts';
import { normalisedMutualInformation } from './mutual-information.ts';

/** The most users that are looked at, and multiply-adds for all their pairs. */
const maxUsers = 1000;
const maxWork = 1e9;

/** How many users of a catalogue this large are looked at. */
export const recoveryUsers = (items: number): number => Math.min(maxUsers, Math.floor(Math.sqrt(maxWork / items)));

/**
 * How much of the planted groups a model's scores show.
 * @param scores of users over all items; changed: scaled to length 1
 * @param groups true group of each of these users, from 0
 * @returns metrics by name; none where fewer than two groups or three users are left
 */
export function recoveryOf(scores: readonly Float64Array[], groups: Int32Array): Record<string, number> {
  const present = [...new Set(groups)];
  if (present.length < 2 || groups.length < 3 || groups.length === present.length) return {};
  const labels = groups.map((group) => present.indexOf(group));
  for (const row of scores) scaleToUnit(row);
  const clusters = clusterRows(scores, present.length);
  const { silhouette, contrast } = blockMeans(scores, labels);
  return {
    recovery_ari: adjustedRand(labels, clusters),
    recovery_nmi: normalisedMutualInformation(labels, clusters),
    recovery_silhouette: silhouette,
    recovery_contrast: contrast,
  };
}

function scaleToUnit(row: Float64Array): void {
  let squares = 0;
  for (const value of row) squares += value * value;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let at = 0; at < row.length; at++) row[at]! *= scale;
}
