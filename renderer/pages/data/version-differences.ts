import type { Dataset } from '#shared/domain/dataset.ts';
import { formatCount, formatPercent } from '../../text/number.ts';
import { datasetFacts, type DatasetFact } from './dataset-facts.ts';

export type Difference = { term: string; a: string; b: string; differs: boolean };

/** Facts of two versions side by side; equal fingerprints mean equal interactions. */
export const factDifferences = (a: Dataset, b: Dataset): Difference[] => sideBySide(factsOf(a), factsOf(b));

/** What the recipes say, an option a line by its path: `options.groups.0.size`. */
export const recipeDifferences = (a: Dataset, b: Dataset): Difference[] =>
  sideBySide(leavesOf(a.recipe), leavesOf(b.recipe));

const factsOf = (dataset: Dataset): DatasetFact[] => [
  ['Fingerprint', dataset.fingerprint],
  ['Users', formatCount(dataset.users)],
  ['Items', formatCount(dataset.items)],
  ['Interactions', formatCount(dataset.interactions)],
  ['Density', formatPercent(dataset.density)],
  ...datasetFacts(dataset),
  ['Left out or repaired', formatCount(dataset.profile.dropped.reduce((sum, { rows }) => sum + rows, 0))],
];

function leavesOf(value: unknown, path = ''): DatasetFact[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  const parts = Object.entries(value);
  if (parts.length === 0) return path === '' ? [] : [[path, Array.isArray(value) ? '[]' : '{}']];
  return parts.flatMap(([key, part]) => leavesOf(part, path === '' ? key : `${path}.${key}`));
}

/** Terms of the first in their order, then those that only the second has; a dash where one has none. */
function sideBySide(a: readonly DatasetFact[], b: readonly DatasetFact[]): Difference[] {
  const [ofA, ofB] = [new Map(a), new Map(b)];
  return [...new Set([...ofA.keys(), ...ofB.keys()])].map((term) => {
    const [left, right] = [ofA.get(term), ofB.get(term)];
    return { term, a: left ?? '–', b: right ?? '–', differs: left !== right };
  });
}
